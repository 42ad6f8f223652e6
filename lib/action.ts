/**
 * Server actions and pages: who is asking, then parse, then do. The only place that knows Next's request; it decides
 * nothing. What a caller may be told comes back as a value; anything else is logged under an id.
 */

import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { cache } from 'react';
import * as z from 'zod';
import { type Asker, actorOf } from '@/lib/accounts';
import { AppError, isAppError, reportOf } from '@/lib/errors';
import { inputFault } from '@/lib/input-fault';

type Actor = NonNullable<Awaited<ReturnType<typeof actorOf>>>;

export type ActionError = {
  code: string;
  message: string;
  hint?: string;
  /** The first field that the sentence is about, dots between levels. */
  field?: string;
  /** Each field that something is wrong with. */
  fields?: Record<string, string>;
  /** Names the line in the log, of a fault of ours. */
  id?: string;
};
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError };

/** Who is asking, or null. Looked up once a request. */
export const actor: () => Promise<Actor | null> = cache(async () => actorOf(await asker()));

export async function requireActor(): Promise<Actor> {
  const found = await actor();
  if (found === null) {
    throw new AppError('unauthenticated', 'You are not signed in.', { hint: 'Sign in and try again.' });
  }
  return found;
}

/** A server action for somebody who is signed in. */
export function action<S extends z.ZodType, T>(
  Schema: S,
  verb: (actor: Actor, input: z.output<S>, asker: Asker) => Promise<T> | T,
): (input: unknown) => Promise<ActionResult<T>> {
  return (input) =>
    answer(async () => {
      const who = await requireActor();
      return verb(who, parse(Schema, input), await asker());
    });
}

/** A server action that nobody need be signed in for. */
export function publicAction<S extends z.ZodType, T>(
  Schema: S,
  verb: (input: z.output<S>, asker: Asker) => Promise<T> | T,
): (input: unknown) => Promise<ActionResult<T>> {
  return (input) => answer(async () => verb(parse(Schema, input), await asker()));
}

/** Parses what came from outside. Throws an `AppError` whose first field is named; all of them stand in its cause. */
export function parse<S extends z.ZodType>(Schema: S, input: unknown): z.output<S> {
  const parsed = Schema.safeParse(input, { error: inputFault });
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const field = first?.path.map(String).join('.');
  throw new AppError('invalid', first?.message ?? 'This cannot be read.', { field, cause: parsed.error });
}

/** The error as a value, logged where it is ours. Next's own signals (redirects, not found) pass. */
export function errorOf(error: unknown): ActionError {
  unstable_rethrow(error);
  const report = reportOf(error, randomUUID().slice(0, 8));
  if (report.id !== undefined) console.error(`[${report.id}]`, error);
  const fields = fieldsOf(error);
  return {
    code: report.code,
    message: report.message,
    ...(report.hint && { hint: report.hint }),
    ...(report.field && { field: report.field }),
    ...(fields && { fields }),
    ...(report.id && { id: report.id }),
  };
}

async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: errorOf(error) };
  }
}

async function asker(): Promise<Asker> {
  return { headers: new Headers(await headers()) };
}

function fieldsOf(error: unknown): Record<string, string> | undefined {
  if (!isAppError(error)) return undefined;
  if (!(error.cause instanceof z.ZodError)) return error.field ? { [error.field]: error.message } : undefined;
  const fields: Record<string, string> = {};
  for (const issue of error.cause.issues) {
    const name = issue.path.map(String).join('.');
    if (name !== '' && !Object.hasOwn(fields, name)) fields[name] = issue.message;
  }
  return fields;
}
