/** HTTP+SSE, the transport of 2024-11-05: one stream for answers, one address to post to. */

import type { Json, JsonObject } from '@/lib/mcp';
import { readEvents, type ServerEvent } from './event-stream';
import { Broken, connectionFailure, refusedBy } from './failures';
import type { Outbound, OutboundAnswer } from './outbound';
import { Pending } from './pending';
import { messagesIn } from './streamable';
import { readServerUrl } from './url';
import { type Answer, type Ask, answerOf, parseJson, replyTo, type Wire } from './wire';

const endpointPatienceMs = 10_000;

export class LegacySseWire implements Wire {
  readonly transport = 'sse';
  private readonly pending = new Pending<Answer>();
  private nextId = 1;

  private constructor(
    private readonly out: Outbound,
    private readonly stream: OutboundAnswer,
    private readonly endpoint: URL,
  ) {}

  /** undefined: what answers a GET there is no such stream. Throws `Broken` for a stream with a foreign endpoint. */
  static async open(out: Outbound): Promise<LegacySseWire | undefined> {
    const stream = await out.send({ method: 'GET', url: out.home, headers: { accept: 'text/event-stream' } });
    const type = (stream.header('content-type') ?? '').toLowerCase();
    if (stream.status === 401 || stream.status === 403) {
      stream.discard();
      throw new Broken(refusedBy(stream.status, stream.header('www-authenticate'), out.sendsHeaders));
    }
    if (stream.status !== 200 || !type.startsWith('text/event-stream')) {
      stream.discard();
      return undefined;
    }
    const events = readEvents(stream.chunks());
    const patience = setTimeout(stream.discard, endpointPatienceMs);
    const first = await events.next().catch((cause: unknown) => {
      if (out.deadline.failure() !== undefined) throw cause;
      return undefined;
    });
    clearTimeout(patience);
    if (first === undefined || first.done === true || first.value.event !== 'endpoint') {
      stream.discard();
      return undefined;
    }
    const wire = new LegacySseWire(out, stream, endpointOf(first.value.data, stream.url));
    void wire.listen(events);
    return wire;
  }

  async ask({ method, params }: Ask): Promise<Answer> {
    const id = this.nextId++;
    const answered = this.pending.wait(id);
    const refusal = await this.post({ jsonrpc: '2.0', id, method, params });
    if (refusal !== undefined) {
      this.pending.settle(id, refusal);
    }
    return this.out.deadline.race(answered);
  }

  async tell(method: string): Promise<void> {
    await this.post({ jsonrpc: '2.0', method });
  }

  async close(): Promise<void> {
    this.stream.discard();
  }

  /** The answer comes by the stream; only a refusal comes here. */
  private async post(body: JsonObject): Promise<Answer | undefined> {
    const headers = { 'content-type': 'application/json' };
    const answer = await this.out.send({
      method: 'POST',
      url: this.endpoint,
      headers,
      body: JSON.stringify(body),
    });
    answer.discard();
    if (answer.status >= 200 && answer.status < 300) return undefined;
    const wwwAuthenticate = answer.header('www-authenticate');
    return { ok: false, status: answer.status, message: `status ${answer.status}`, wwwAuthenticate };
  }

  private async listen(events: AsyncGenerator<ServerEvent>): Promise<void> {
    try {
      for await (const event of events) if (event.event === 'message') this.take(parseJson(event.data));
      this.pending.fail(new Broken(connectionFailure(undefined, this.out.home.host)));
    } catch (cause) {
      this.pending.fail(cause);
    }
  }

  private take(value: Json | undefined): void {
    for (const message of messagesIn(value)) {
      if (message.kind === 'request') this.post(replyTo(message)).catch(() => {});
      else if (message.kind !== 'notification' && message.id !== null) {
        this.pending.settle(message.id, answerOf(message));
      }
    }
  }
}

// INVARIANT: the endpoint has the stream's own origin, so it is reached at the very addresses that were checked.
export function endpointOf(text: string, base: URL): URL {
  const absolute = URL.canParse(text, base) ? new URL(text, base) : undefined;
  const read = absolute === undefined ? undefined : readServerUrl(absolute.href);
  if (read?.ok && read.url.origin === base.origin) return read.url;
  throw new Broken({
    ok: false,
    kind: 'address',
    message: 'The server wants its messages sent to another host than its own, which is not done.',
    hint: 'Register the server by the address under which it serves both, or ask whoever runs it to send a path alone.',
  });
}
