/** One document fetched by GET, such as a page of a registry: the same checks of addresses, redirects, time and size. */

import { ByteBudget, Deadline } from './bounds';
import { defaultMaxBytes, defaultTimeoutMs } from './discover';
import { Broken } from './failures';
import { Outbound } from './outbound';
import type { DiscoveryFailureKind, DiscoveryOptions } from './target';

export type Document =
  | { ok: true; status: number; bytes: Buffer; retryAfterSeconds: number | undefined }
  | { ok: false; kind: DiscoveryFailureKind; message: string; hint: string };

export type DocumentOptions = Pick<
  DiscoveryOptions,
  'addresses' | 'signal' | 'timeoutMs' | 'maxBytes' | 'resolve'
>;

/** Any status is an answer. Never throws for what the other side does. */
export async function fetchDocument(url: string, options: DocumentOptions): Promise<Document> {
  using deadline = new Deadline(options.timeoutMs ?? defaultTimeoutMs, options.signal);
  let out: Outbound | undefined;
  try {
    out = Outbound.open(
      { type: 'http', url },
      options,
      deadline,
      new ByteBudget(options.maxBytes ?? defaultMaxBytes),
    );
    const answer = await out.send({ method: 'GET', url: out.home, headers: { accept: 'application/json' } });
    const chunks: Buffer[] = [];
    for await (const chunk of answer.chunks()) chunks.push(chunk);
    const after = Number(answer.header('retry-after') ?? Number.NaN);
    const retryAfterSeconds = Number.isFinite(after) && after >= 0 ? after : undefined;
    return { ok: true, status: answer.status, bytes: Buffer.concat(chunks), retryAfterSeconds };
  } catch (cause) {
    if (!(cause instanceof Broken)) throw cause;
    const { kind, message, hint } = cause.failure;
    return { ok: false, kind, message, hint };
  } finally {
    await out?.close();
  }
}
