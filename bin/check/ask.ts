/** Asks a configured server for its tools, as its client would start or reach it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClientEntry, fillEntry, type NeedAnswer, type ReadyTarget } from '@/lib/clients';
import type { SoundTool } from '@/lib/mcp';
import { discover, type UpstreamTarget } from '@/lib/upstream';
import { outside } from '@/lib/wiring';

/** What may be done to ask servers. `text` is the configuration's. */
export type Discovery = { text: string; runsCommands: boolean; sendsSecrets: boolean };
export type Asked = { ok: true; tools: SoundTool[] } | { ok: false; why: string };

const timeoutMs = 30_000;

/** A command runs, and a secret of the file is sent, only where that was asked for. */
export async function askServer(entry: ClientEntry, discovery: Discovery): Promise<Asked> {
  if (entry.transport === 'stdio' && !discovery.runsCommands) {
    return { ok: false, why: 'it is a command, and commands are started only with --run-commands' };
  }
  const filled = fillEntry(discovery.text, entry.name, answersOf(entry, discovery));
  if (!filled.ok) {
    const hint = entry.needs.some(({ kind }) => kind === 'secret') && !discovery.sendsSecrets;
    return {
      ok: false,
      why: `${filled.message.replace(/\.$/, '')}${hint ? ' (--send-secrets takes what is in the file)' : ''}`,
    };
  }
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-check-'));
  try {
    const found = await discover(targetOf(filled.target, folder), {
      addresses: outside().addresses,
      timeoutMs,
    });
    if (!found.ok) return { ok: false, why: `${found.message} ${found.hint}`.replace(/\.$/, '') };
    return { ok: true, tools: found.tools.filter((tool) => tool.ok) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function targetOf(target: ReadyTarget, folder: string): UpstreamTarget {
  return target.type === 'http' ? target : { ...target, cwd: folder };
}

/** Placeholders are the environment's, as for the client; secrets of the file are the file's. */
function answersOf(entry: ClientEntry, { sendsSecrets }: Discovery): Record<string, NeedAnswer> {
  const answers: [string, NeedAnswer][] = [];
  for (const { id, kind, fallback } of entry.needs) {
    const value = kind === 'placeholder' ? process.env[id.replace(/^env:/, '')] : undefined;
    if (value !== undefined) answers.push([id, { use: 'value', value }]);
    else if (kind === 'secret' ? sendsSecrets : fallback !== undefined) answers.push([id, { use: 'file' }]);
  }
  return Object.fromEntries(answers);
}
