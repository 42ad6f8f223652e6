/** HTTP requests of one discovery: pinned addresses, checked redirects, bounded and decoded answers. */

import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Dispatcher, Pool } from 'undici';
import { faultsOfHeaders } from '@/lib/mcp';
import { type AddressCheck, addressCheck } from './addresses';
import type { ByteBudget, Deadline } from './bounds';
import { Broken, connectionFailure, notMcp, unreachable } from './failures';
import { pinnedPool } from './pool';
import type { DiscoveryOptions, HttpTarget, Resolver } from './target';
import { checkUrl, type RefusedUrl, readServerUrl, systemResolver } from './url';

export type OutboundRequest = {
  method: 'GET' | 'POST' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** `leave`: a redirect is the answer. */
  redirects?: 'follow' | 'leave';
};
export type OutboundAnswer = {
  status: number;
  /** Where it came from, after redirects. */
  url: URL;
  header: (name: string) => string | undefined;
  /** Decoded and counted. Leaving the loop closes the connection. */
  chunks: () => AsyncGenerator<Buffer>;
  discard: () => void;
};

const maxRedirects = 3;

export class Outbound {
  readonly home: URL;
  private readonly headers: Record<string, string>;
  private readonly check: AddressCheck;
  private readonly resolve: Resolver;
  private readonly pools = new Map<string, Pool>();

  private constructor(
    home: URL,
    target: HttpTarget,
    options: DiscoveryOptions,
    readonly deadline: Deadline,
    private readonly budget: ByteBudget,
  ) {
    this.home = home;
    this.headers = target.headers ?? {};
    this.check = addressCheck(options.addresses);
    this.resolve = options.resolve ?? systemResolver;
  }

  static open(
    target: HttpTarget,
    options: DiscoveryOptions,
    deadline: Deadline,
    budget: ByteBudget,
  ): Outbound {
    const read = readServerUrl(target.url);
    if (!read.ok) throw refused(read);
    const [fault] = faultsOfHeaders(target.headers ?? {});
    if (fault !== undefined) throw new Broken(unreachable(fault, 'Change the header, then discover again.'));
    return new Outbound(read.url, target, options, deadline, budget);
  }

  get sendsHeaders(): boolean {
    return Object.keys(this.headers).length > 0;
  }

  /** Follows at most three redirects, keeping method and body; each is resolved and checked like the first address. */
  async send(request: OutboundRequest): Promise<OutboundAnswer> {
    let url = request.url;
    for (let hops = 0; ; hops += 1) {
      const answer = await this.sendOnce({ ...request, url });
      if (request.redirects === 'leave' || ![301, 302, 307, 308].includes(answer.status)) return answer;
      const location = answer.header('location');
      answer.discard();
      if (location === undefined) throw new Broken(notMcp('The server redirects to nowhere.', answer.status));
      if (hops === maxRedirects) {
        throw new Broken(notMcp(`The server redirects more than ${maxRedirects} times.`, answer.status));
      }
      url = redirected(location, url);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
    this.pools.clear();
  }

  private async sendOnce(request: OutboundRequest): Promise<OutboundAnswer> {
    const { url, method, body } = request;
    const pool = await this.poolFor(url);
    // INVARIANT: what was configured for a server goes to its own origin only, Authorization or not.
    const own = url.origin === this.home.origin ? this.headers : {};
    try {
      const response = await pool.request({
        method,
        path: url.pathname + url.search,
        headers: { ...own, ...request.headers, 'accept-encoding': 'identity' },
        body,
        signal: this.deadline.signal,
      });
      return this.answerOf(response, url);
    } catch (cause) {
      throw this.broken(cause, url);
    }
  }

  private async poolFor(url: URL): Promise<Pool> {
    const known = this.pools.get(url.origin);
    if (known !== undefined) return known;
    const checked = await this.deadline.race(checkUrl(url, this.check, this.resolve));
    if (!checked.ok) throw refused(checked);
    const pool = pinnedPool(checked);
    this.pools.set(url.origin, pool);
    return pool;
  }

  private answerOf(response: Dispatcher.ResponseData, url: URL): OutboundAnswer {
    const header = (name: string) => {
      const value = response.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    return {
      status: response.statusCode,
      url,
      header,
      chunks: () => this.read(response.body, header('content-encoding'), url),
      discard: () => {
        response.body.on('error', () => {});
        response.body.destroy();
      },
    };
  }

  private async *read(body: Readable, encoding: string | undefined, url: URL): AsyncGenerator<Buffer> {
    const decoded = decoder(body, encoding);
    try {
      for await (const chunk of decoded) {
        this.budget.spend(chunk.length);
        yield chunk;
      }
    } catch (cause) {
      throw this.broken(cause, url);
    } finally {
      body.on('error', () => {});
      body.destroy();
      decoded.destroy();
    }
  }

  private broken(cause: unknown, url: URL): Broken {
    if (cause instanceof Broken) return cause;
    const ended = this.deadline.failure();
    if (ended !== undefined) return new Broken(ended);
    return new Broken(connectionFailure(cause, url.host));
  }
}

function decoder(body: Readable, encoding: string | undefined): Readable {
  const name = (encoding ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  const decompress =
    name === 'gzip' || name === 'x-gzip'
      ? createGunzip()
      : name === 'deflate'
        ? createInflate()
        : name === 'br'
          ? createBrotliDecompress()
          : undefined;
  if (decompress === undefined)
    throw new Broken(notMcp('The server compresses its answer in a way nobody asked for.'));
  body.on('error', (cause) => decompress.destroy(cause));
  decompress.on('error', () => body.destroy());
  return body.pipe(decompress);
}

function redirected(location: string, from: URL): URL {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) {
    const read = readServerUrl(location);
    if (!read.ok) throw refused(read);
    return read.url;
  }
  if (!URL.canParse(location, from))
    throw new Broken(notMcp('The server redirects to something that is no address.'));
  const read = readServerUrl(new URL(location, from).href);
  if (!read.ok) throw refused(read);
  return read.url;
}

function refused(refusal: RefusedUrl): Broken {
  const { message, hint } = refusal;
  const kind = refusal.reason === 'address' ? 'address' : 'unreachable';
  return new Broken({ ok: false, kind, message, hint });
}
