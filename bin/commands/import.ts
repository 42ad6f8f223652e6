import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { importDump, importPages, importTools, type Progress, recordsOf, sourceOf } from '@/lib/registry';
import { fetchDocument, readServerUrl } from '@/lib/upstream';
import { outside } from '@/lib/wiring';
import { oneOf, readArguments, required } from '../arguments';
import { onInstallation } from '../installation';
import { bytesOf, type Io, nameOf, printable, readLines, Unusable } from '../io';

const help = `Usage: sallyport import registry FILE|URL|- [--since TIME | --all]
       sallyport import tools FILE|-

Fills the public index, which everybody may read. Untrusted data throughout: nothing that stands in it is fetched.

registry  Servers. URL is a registry's address: its pages of /v0.1/servers are read, from where the last import ended; --since
          asks for what changed since a time (2026-01-31T00:00:00Z), --all for everything. FILE is a saved dump: pages, a list,
          or one entry a line; server.json of 2025-12-11 and older shapes. Statuses and deletions are honoured.
tools     What servers offer, one tool a line: { "server", "tool", "title"?, "description"?, "inputSchema"?, "annotations"? }.
          Each is classified, with its evidence, as 'sallyport classify' does.

A record that cannot be read is told by its number and left out; the exit code is then 1. An import that is broken off goes on where it stopped when it is
called again with the same file or address.

  --quiet   no progress lines
`;

const options = {
  since: { type: 'string' },
  all: { type: 'boolean' },
  quiet: { type: 'boolean' },
} as const;

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, options, 2);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const what = oneOf(
    'what',
    ['registry', 'tools'],
    required(positionals[0], "What to import ('registry' or 'tools')"),
  );
  const from = required(positionals[1], 'The file or address');
  const isAddress = what === 'registry' && /^https?:\/\//i.test(from);
  if (!isAddress && (values.since !== undefined || values.all)) {
    throw new Unusable('--since and --all are for a registry that is read from its address.');
  }
  const since = values.all ? null : sinceOf(values.since);
  const teller = tellerOf(io, from, values.quiet === true);
  return onInstallation(io, async () => {
    if (isAddress) return importAddress(from, since, teller, io);
    const resumeAs = `${what}:${identityOf(from)}`;
    const progress =
      what === 'tools'
        ? await importTools(readLines(from, io), { source: 'tools', ...teller, resumeAs })
        : await importDump(recordsOf(bytesOf(from, io)), { ...teller, resumeAs });
    return finish(progress, io);
  });
}

type Teller = { onBad: (number: number, why: string) => void; onProgress: (progress: Progress) => void };

async function importAddress(
  from: string,
  since: Date | null | undefined,
  teller: Teller,
  io: Io,
): Promise<number> {
  const address = readServerUrl(from);
  if (!address.ok) throw new Unusable(`${address.message} ${address.hint}`);
  const { addresses } = outside();
  const imported = await importPages(sourceOf(from), (url) => fetchDocument(url, { addresses }), {
    ...teller,
    since,
    sleep: (milliseconds) => setTimeout(milliseconds),
  });
  if (imported.ok) return finish(imported.progress, io);
  io.stderr.write(
    `sallyport import: ${printable(imported.why)} ${summaryOf(imported.progress)} Call it again to go on.\n`,
  );
  return 2;
}

function finish(progress: Progress, io: Io): number {
  io.stdout.write(`${summaryOf(progress)}\n`);
  return progress.bad > 0 ? 1 : 0;
}

function summaryOf({ read, changed, bad, skipped }: Progress): string {
  const resumed = skipped === 0 ? '' : `, ${skipped} kept before`;
  return `${read} read, ${changed} new or changed, ${bad} left out${resumed}.`;
}

const everyMs = 2_000;

function tellerOf(io: Io, from: string, quiet: boolean): Teller {
  let told = performance.now();
  return {
    onBad: (number, why) => {
      io.stderr.write(`${nameOf(from)}: record ${number} is left out: ${printable(why)}.\n`);
    },
    onProgress: (progress) => {
      const now = performance.now();
      if (quiet || now - told < everyMs) return;
      told = now;
      io.stderr.write(`${summaryOf(progress)}\n`);
    },
  };
}

/** A file that has changed is another one. Standard input is never the same. */
function identityOf(path: string): string {
  if (path === '-') return `stdin ${process.pid} ${Date.now()}`;
  try {
    const { size, mtimeMs } = statSync(path);
    return `${resolve(path)} ${size} ${mtimeMs}`;
  } catch {
    // Reading it says why it cannot be read.
    return resolve(path);
  }
}

function sinceOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime())) {
    throw new Unusable(`--since is a time such as 2026-01-31T00:00:00Z, not '${printable(text)}'.`);
  }
  return date;
}
