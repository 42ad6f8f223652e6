/** One operation of the API: what it takes, what it does. Routes serve it, and the OpenAPI document describes it. */

import * as z from 'zod';
import { answer } from '@/app/api/answer';
import { publicHeaders, takeTurn } from '@/app/api/public';
import { parse } from '@/lib/action';
import { actorOfApiToken } from '@/lib/control';
import { AppError } from '@/lib/errors';
import { type Json, readJson } from '@/lib/json';
import type { Actor } from '@/lib/rights';

export type Operation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /api/v1, with `{names}`. */
  path: string;
  summary: string;
  params: P;
  query: Q;
  /** null where there is none. */
  body: B | null;
  /** Of an answer that is no error. */
  status: 200 | 201 | 204;
  /** What the answer holds, in words. */
  gives: string;
  /** The shape of that; null with status 204. */
  answer: A | null;
  /** Open to everybody, without a token. */
  open?: true;
  run: (call: {
    actor: Actor;
    params: z.output<P>;
    query: z.output<Q>;
    body: z.output<B>;
    request: Request;
  }) => Promise<z.output<A>>;
};

export type AnyOperation = Operation<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

export const nothing = z.strictObject({});
const mostBytes = 24 * 1024 * 1024;

export function operation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  made: Operation<P, Q, B, A>,
): AnyOperation {
  // Each operation's own schemas give `run` what it takes: what is checked here is erased for the list of all.
  return made as unknown as AnyOperation;
}

type OpenOperation<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType> = Omit<
  Operation<P, Q, z.ZodNull, A>,
  'method' | 'body' | 'status' | 'open' | 'run'
> & { run: (call: { params: z.output<P>; query: z.output<Q> }) => Promise<z.output<A>> };

/** Reads what is public. It is told nothing of who asks. */
export function openOperation<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  made: OpenOperation<P, Q, A>,
): AnyOperation {
  return { ...made, method: 'GET', body: null, status: 200, open: true } as unknown as AnyOperation;
}

type Method = AnyOperation['method'];
type Handler = (request: Request, context: { params: Promise<object | undefined> }) => Promise<Response>;

/** A route's handlers: an operation each, and what says that there is none. */
export function serve(...made: readonly AnyOperation[]): Record<Method | 'OPTIONS', Handler> {
  const allow = [...made.map(({ method }) => method), 'OPTIONS'].join(', ');
  const handler = (method: Method): Handler => {
    const operation = made.find((one) => one.method === method);
    if (operation) return (request, { params }) => answer(async () => run(operation, request, await params));
    return async () => notAllowed(method, allow);
  };
  const options = async () => new Response(null, { status: 204, headers: { Allow: allow } });
  return {
    GET: handler('GET'),
    POST: handler('POST'),
    PUT: handler('PUT'),
    PATCH: handler('PATCH'),
    DELETE: handler('DELETE'),
    OPTIONS: options,
  };
}

/** INVARIANT: whoever asks for what is not public brings a token; a cookie is nobody. Next gives no names where there are none. */
async function run(made: AnyOperation, request: Request, names: object = {}): Promise<Response> {
  if (made.open) return openly(made, request, names);
  const actor = await actorOf(request);
  if (actor === null) return unauthenticated();
  const params = parse(made.params, names);
  const query = parse(made.query, queryOf(request));
  const body = made.body === null ? undefined : parse(made.body, await bodyOf(request));
  const value = await made.run({ actor, params, query, body, request });
  if (made.status === 204) return new Response(null, { status: 204 });
  return Response.json(value, { status: made.status, headers: { 'Cache-Control': 'no-store' } });
}

async function openly(made: AnyOperation, request: Request, given: object): Promise<Response> {
  takeTurn(request.headers);
  const params = parse(made.params, given);
  const query = parse(made.query, queryOf(request));
  const run = made.run as (call: object) => Promise<unknown>;
  return Response.json(await run({ params, query }), { headers: publicHeaders });
}

async function actorOf(request: Request): Promise<Actor | null> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return token === undefined ? null : actorOfApiToken(token);
}

function unauthenticated(): Response {
  const error = {
    code: 'unauthenticated',
    message: 'A valid API token is needed, as `Authorization: Bearer …`.',
  };
  return Response.json(
    { error },
    { status: 401, headers: { 'WWW-Authenticate': 'Bearer', 'Cache-Control': 'no-store' } },
  );
}

function notAllowed(method: Method, allow: string): Response {
  const error = {
    code: 'method_not_allowed',
    message: `The API does not answer ${method} at this address.`,
    hint: `It answers ${allow}.`,
  };
  return Response.json({ error }, { status: 405, headers: { Allow: allow, 'Cache-Control': 'no-store' } });
}

/** A parameter that is given twice could be read in two ways. */
function queryOf(request: Request): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    if (Object.hasOwn(given, name)) throw new AppError('invalid', `${name} is given twice.`, { field: name });
    given[name] = value;
  }
  return given;
}

/** No body at all is an empty one: what has to be in it is said by its schema. */
async function bodyOf(request: Request): Promise<Json> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const bytes = await bytesOf(request);
  if (bytes.length === 0) return {};
  if (type !== 'application/json') {
    throw new AppError('invalid', 'The body must be sent as `Content-Type: application/json`.');
  }
  const read = readJson(bytes);
  const [fault] = read.faults;
  if (read.root === null || fault !== undefined) {
    throw new AppError('invalid', `The body cannot be read as JSON: ${fault?.message ?? 'it is empty.'}`);
  }
  if (read.inexact.length > 0) {
    throw new AppError('invalid', `The number at ${read.inexact[0] || 'the end'} would lose digits.`, {
      hint: 'Send a policy with such a number as a text.',
    });
  }
  return read.root.value;
}

async function bytesOf(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new AppError('too_large', 'The body has more than 24 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
