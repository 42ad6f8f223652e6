/** Every request of an OAuth flow: one clock, one budget of bytes, checked addresses, no redirect to another origin. */

import { AppError, isAppError } from '@/lib/errors';
import { ByteBudget, Deadline } from '../bounds';
import { Broken } from '../failures';
import { Outbound } from '../outbound';
import type { AddressPolicy, Resolver } from '../target';
import { secureUrl } from './secure-url';

/** How far a flow may reach. `timeoutMs` and `maxBytes` are for all its requests together. */
export type Reach = {
  addresses: AddressPolicy;
  signal?: AbortSignal;
  /** 15,000 when left out. */
  timeoutMs?: number;
  /** 1 MiB when left out. */
  maxBytes?: number;
  resolve?: Resolver;
};

/** As much of `fetch` as the SDK's functions call. A redirect is an answer: whoever asks looks at where it leads. */
export type Fetching = (url: string | URL, init?: RequestInit) => Promise<Response>;

const defaultTimeoutMs = 15_000;
const defaultMaxBytes = 1024 * 1024;

/** Runs a flow. What fails on the way is thrown as an `AppError` that may be shown. */
export async function reaching<T>(
  serverUrl: string,
  reach: Reach,
  flow: (fetching: Fetching) => Promise<T>,
): Promise<T> {
  using deadline = new Deadline(reach.timeoutMs ?? defaultTimeoutMs, reach.signal);
  let out: Outbound | undefined;
  try {
    const opened = Outbound.open(
      { type: 'http', url: serverUrl },
      reach,
      deadline,
      new ByteBudget(reach.maxBytes ?? defaultMaxBytes),
    );
    out = opened;
    return await flow((url, init) => ask(opened, reach.addresses, url, init));
  } catch (cause) {
    if (!(cause instanceof Broken)) throw cause;
    const { message, hint } = cause.failure;
    throw new AppError('unreachable', `The way to the authorization server failed: ${message}`, {
      hint,
      cause,
    });
  } finally {
    await out?.close();
  }
}

async function ask(
  out: Outbound,
  addresses: AddressPolicy,
  url: string | URL,
  init: RequestInit = {},
): Promise<Response> {
  const target = secureUrl(String(url), 'An address of the authorization server', addresses);
  const headers: Record<string, string> = {};
  new Headers(init.headers).forEach((value, name) => {
    headers[name] = value;
  });
  const answer = await out.send({
    method: init.method === 'POST' ? 'POST' : 'GET',
    url: target,
    headers,
    body: init.body === undefined || init.body === null ? undefined : String(init.body),
    // INVARIANT: what a request carries goes to the address that it was made for and to no other.
    redirects: 'leave',
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer.chunks()) chunks.push(chunk);
  const kept: [string, string][] = [];
  for (const name of ['content-type', 'location', 'www-authenticate']) {
    const value = answer.header(name);
    if (value !== undefined) kept.push([name, value]);
  }
  const bodiless = answer.status === 204 || answer.status === 205 || answer.status === 304;
  return new Response(bodiless ? null : Buffer.concat(chunks), { status: answer.status, headers: kept });
}

/** What the SDK throws is about foreign texts: it is told in our words, and the cause is kept for the log. */
export function inOurWords(cause: unknown, message: string, hint: string): unknown {
  if (isAppError(cause) || cause instanceof Broken) return cause;
  return new AppError('unreachable', message, { hint, cause });
}
