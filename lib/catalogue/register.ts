/** The ways in. Each makes a draft: what a person typed is kept whatever discovery comes to. */

import { record } from '@/lib/audit';
import { db, type Prisma } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError, isAppError } from '@/lib/errors';
import { type Actor, refusal } from '@/lib/rights';
import { samples } from '@/lib/upstream';
import { expectAccess } from './access-rows';
import { freeName } from './free-name';
import type {
  ByOAuth,
  RegisterByCommand,
  RegisterByUrl,
  RegisterFromConfiguration,
  RegisterSample,
} from './inputs';
import type { Outside } from './outside';
import { type SecretInput, writeSecrets } from './server-secrets';
import type { ServerOrigin, ServerTransport } from './shapes';

export type Draft = {
  /** As a person gave it, or what it is called otherwise: then told apart from servers of that name. */
  name: string | { wished: string };
  origin: ServerOrigin;
  transport: ServerTransport;
  sample?: string;
  url?: string;
  command?: string;
  args?: string[];
  headers?: readonly SecretInput[];
  oauth?: ByOAuth | undefined;
  env?: readonly SecretInput[];
};

export async function registerByUrl(actor: Actor, input: RegisterByUrl): Promise<{ id: string }> {
  demand(actor, 'server.register');
  const draft: Draft = {
    name: input.name ?? { wished: new URL(input.url).host },
    origin: 'url',
    transport: 'http',
    url: input.url,
    headers: input.headers,
    oauth: input.oauth,
  };
  return db().$transaction((tx) => makeDraft(tx, actor, draft));
}

export async function registerByCommand(
  actor: Actor,
  input: RegisterByCommand,
  outside: Outside,
): Promise<{ id: string }> {
  demand(actor, 'server.register');
  demandCommand(actor, outside);
  demandConfirmed(input.command, input.args, input.confirmed);
  const draft: Draft = {
    name: input.name ?? { wished: nameOfCommand(input.command, input.args) },
    origin: 'command',
    transport: 'stdio',
    command: input.command,
    args: input.args,
    env: input.env,
  };
  return db().$transaction((tx) => makeDraft(tx, actor, draft));
}

/** Several at once, each by itself: what stands in the way of one does not keep out the others. */
export async function registerFromConfiguration(
  actor: Actor,
  input: RegisterFromConfiguration,
  outside: Outside,
): Promise<{ registered: { name: string; id: string }[]; refused: { name: string; message: string }[] }> {
  demand(actor, 'server.register');
  const registered: { name: string; id: string }[] = [];
  const refused: { name: string; message: string }[] = [];
  for (const { name, target } of input.servers) {
    try {
      if (target.type === 'stdio') {
        demandCommand(actor, outside);
        demandConfirmed(target.command, target.args, target.confirmed);
      }
      const { type, ...where } = target;
      const draft: Draft = { ...where, name, origin: 'configuration', transport: type };
      registered.push({ name, ...(await db().$transaction((tx) => makeDraft(tx, actor, draft))) });
    } catch (error) {
      if (!isAppError(error)) throw error;
      refused.push({ name, message: [error.message, error.hint].filter(Boolean).join(' ') });
    }
  }
  return { registered, refused };
}

export async function registerSample(actor: Actor, input: RegisterSample): Promise<{ id: string }> {
  demand(actor, 'server.register');
  const draft: Draft = {
    name: { wished: samples[input.sample].name },
    origin: 'sample',
    transport: 'stdio',
    sample: input.sample,
  };
  return db().$transaction((tx) => makeDraft(tx, actor, draft));
}

export type CommandAllowed = { allowed: true } | { allowed: false; message: string; hint: string };

/** Whether this person may register a server by command here, and if not, why. */
export function commandAllowed(actor: Actor, outside: Outside): CommandAllowed {
  if (!outside.stdio) {
    return {
      allowed: false,
      message: 'Servers that are started by a command are off here, because others can reach this Sallyport.',
      hint: 'Whoever runs it can set SALLYPORT_STDIO=on and start it again.',
    };
  }
  const refused = refusal(actor, 'server.register-command');
  return refused ? { allowed: false, ...refused } : { allowed: true };
}

export function demandCommand(actor: Actor, outside: Outside): void {
  const found = commandAllowed(actor, outside);
  if (!found.allowed) throw new AppError('forbidden', found.message, { hint: found.hint });
}

/** INVARIANT: no process is ever started but of a command that its owner saw whole, to the letter. */
export function demandConfirmed(
  command: string,
  args: readonly string[],
  confirmed: readonly string[] | undefined,
): void {
  const shown = [command, ...args];
  const same = confirmed?.length === shown.length && shown.every((part, index) => part === confirmed[index]);
  if (same) return;
  throw new AppError('invalid', 'The command has not been confirmed as it stands.', {
    hint: 'Read the whole command and confirm it: it runs on the machine of this Sallyport.',
    field: 'confirmed',
  });
}

export async function makeDraft(
  tx: Prisma.TransactionClient,
  actor: Actor,
  draft: Draft,
): Promise<{ id: string }> {
  const server = await tx.server.create({
    data: {
      organisationId: actor.organisationId,
      name: typeof draft.name === 'string' ? draft.name : await freeName(tx, actor, draft.name.wished),
      origin: draft.origin,
      transport: draft.transport,
      sample: draft.sample,
      url: draft.url,
      command: draft.command,
      args: draft.args ?? [],
      createdById: actor.userId,
      createdByName: actor.name,
    },
  });
  await writeSecrets(tx, server, 'header', draft.headers ?? []);
  await writeSecrets(tx, server, 'env', draft.env ?? []);
  if (draft.oauth && draft.url) await expectAccess(tx, { ...server, url: draft.url }, draft.oauth);
  await record(tx, actor, {
    action: 'server.register',
    subject: { kind: 'server', id: server.id, name: server.name },
    details: {
      origin: draft.origin,
      transport: draft.transport,
      ...(draft.oauth && { oauth: true }),
      ...(draft.command && { command: [draft.command, ...(draft.args ?? [])] }),
    },
  });
  return { id: server.id };
}

/** The last part of the package or program that the command starts. */
export function nameOfCommand(command: string, args: readonly string[]): string {
  const runner = /^(?:npx|bunx|pnpx|uvx|uv|node|python3?|docker|deno)(?:\.cmd|\.exe)?$/i.test(
    lastPart(command),
  );
  const program = runner
    ? args.find((arg) => !arg.startsWith('-') && !/^(?:run|exec|x|dlx|tool)$/.test(arg))
    : undefined;
  return lastPart(program ?? command).slice(0, 120) || 'Server';
}

function lastPart(text: string): string {
  const plain = text.replace(/[\p{Cc}]/gu, '').replace(/@[\w.^~-]+$/, '');
  return (plain.split(/[/\\]/).findLast(Boolean) ?? plain).trim();
}
