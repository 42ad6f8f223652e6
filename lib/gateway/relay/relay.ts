/** What a server answers, on its way to one client. Holds back nothing that may pass, and passes nothing unread. */

import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { errorAnswer, ownCodes } from '../answer';
import { answerType, headersToClient, type Receiver, type SendFailure, type Sending } from '../forward';
import type { OutcomeStatus } from '../ports';
import { writeEvent } from '../rewrite';
import { inTurn, type Step } from '../turn';
import { type RelayContext, sealSession } from './context';
import { passesUnread, passMessage } from './message';
import { passError } from './status';
import { EventStream } from './stream';
import { writeAnswer, writePart } from './write';

type Mode = 'waiting' | 'json' | 'whole' | 'error-body' | 'events' | 'over';
const maxErrorBody = 64 * 1024;

export class Relay implements Receiver, Step {
  private mode: Mode = 'waiting';
  private sending: Sending | undefined;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private chunks: Buffer[] = [];
  private received = 0;
  private stream: EventStream | null = null;
  private ended = false;

  /** Whoever makes it tells it when the client is `gone`. */
  constructor(private readonly context: RelayContext) {}

  attach(sending: Sending): void {
    this.sending = sending;
    if (this.mode === 'over') sending.abort();
  }

  head(status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
    try {
      this.begin(status, headers);
    } catch {
      this.unwritable();
    }
  }

  private begin(status: number, headers: IncomingHttpHeaders): void {
    const { asked, listens } = this.context;
    const type = answerType(headers);
    if (status >= 200 && status < 300) {
      if (asked === null && !listens) {
        this.plain(status === 200 ? 200 : 202);
        return;
      }
      if (type === 'events' && status === 200) {
        this.openEvents();
        return;
      }
      if (type === 'json' && status === 200 && asked !== null) {
        this.mode = 'json';
        return;
      }
      this.breakOff('The server sent something that is no MCP answer.');
      return;
    }
    if (status >= 400 && status < 500 && type === 'json' && ![401, 403, 429].includes(status)) {
      this.mode = 'error-body';
      return;
    }
    this.refuse('');
  }

  data(chunk: Buffer): void {
    this.received += chunk.length;
    switch (this.mode) {
      case 'json':
      case 'error-body':
        this.chunks.push(chunk);
        if (this.received > (this.mode === 'json' ? this.context.settings.maxAnswerBytes : maxErrorBody))
          this.breakOff('The answer of the server is too large.');
        return;
      case 'events':
        try {
          this.stream?.push(chunk);
        } catch {
          this.unwritable();
        }
        return;
      default:
        return;
    }
  }

  end(): void {
    switch (this.mode) {
      case 'json':
        this.mode = 'whole';
        inTurn(this);
        return;
      case 'error-body':
        this.refuse(Buffer.concat(this.chunks).toString('utf8'));
        return;
      case 'events':
        if (this.context.asked !== null && !this.context.listens && this.answered === null) {
          this.breakOff('The stream of the server ended before its answer.');
          return;
        }
        this.context.res.end();
        this.finish(this.answered ?? 'answered', null, true);
        return;
      case 'waiting':
        this.breakOff('The server closed before its answer.');
        return;
      default:
        return;
    }
  }

  fail(failure: SendFailure): void {
    if (this.mode === 'over') return;
    const status: OutcomeStatus =
      failure.why === 'unreachable' && !failure.sent
        ? 'not_sent'
        : failure.why === 'timeout'
          ? 'timeout'
          : 'broken';
    this.giveUp(status, failureOf(failure));
  }

  /** Passes an answer that is whole, where nobody ended the call meanwhile. */
  run(): void {
    if (this.mode !== 'whole') return;
    try {
      this.passJson(whole(this.chunks));
    } catch {
      this.unwritable();
    }
  }

  /** The client closed. */
  gone(): void {
    if (this.ended) return;
    const { generation, listens, res } = this.context;
    if (res.writableFinished) return;
    // Legacy: going away is not cancelling; the answer is read to its end for the record.
    if (generation === 'legacy' && !listens) return;
    this.sending?.abort();
    this.finish(this.answered ?? 'cancelled', this.answered === null ? 'The client went away.' : null, null);
  }

  /** One more message of ours into a stream that listens; false while there is none, or nothing was acknowledged. */
  inject(message: string): boolean {
    return this.stream?.inject(message) === true;
  }

  keepAlive(): void {
    this.stream?.keepAlive();
  }

  /** The grant is gone, or the process ends. */
  close(): void {
    if (this.mode === 'over') return;
    this.sending?.abort();
    this.context.res.end();
    this.finish(this.answered ?? 'cancelled', 'The access of this client ended.', null);
  }

  private openEvents(): void {
    this.mode = 'events';
    this.stream = new EventStream(this.context, {
      headersFor: (flags) => this.passedHeaders(flags),
      sending: () => this.sending,
      broken: (why) => this.breakOff(why),
    });
  }

  /** What the call came to, where its answer passed in a stream. */
  private get answered(): OutcomeStatus | null {
    return this.stream?.answered ?? null;
  }

  private passJson(bytes: Buffer): void {
    if (passesUnread(bytes, this.context)) {
      this.pass(bytes, '', 'answered');
      return;
    }
    if (!isUtf8(bytes)) {
      this.breakOff('The answer of the server is not UTF-8.');
      return;
    }
    const text = bytes.toString('utf8');
    const passed = passMessage(text, this.context);
    if (passed.kind === 'broken') {
      this.breakOff(passed.why);
      return;
    }
    if (passed.kind === 'keep' || passed.answers === null) {
      this.breakOff('The server sent something that is no answer to this request.');
      return;
    }
    const body = passed.text === text ? bytes : Buffer.from(passed.text, 'utf8');
    this.pass(body, passed.flags?.listChanged === true ? 'l' : '', passed.answers);
  }

  private pass(body: Buffer, flags: string, answers: OutcomeStatus): void {
    const { res } = this.context;
    if (!res.destroyed) {
      const headers = this.passedHeaders(flags);
      headers.push('content-length', String(body.length));
      res.writeHead(200, headers);
      // A short one goes into one piece with the head, byte for byte.
      if (body.length <= 16_384) res.end(body.toString('latin1'), 'latin1');
      else res.end(body);
    }
    this.finish(answers, null, true);
  }

  /** Names and values in turns. */
  private passedHeaders(flags: string): string[] {
    const { generation, asked, seal, owner, clientFlags } = this.context;
    const headers = headersToClient(this.headers, generation);
    const session = this.headers['mcp-session-id'];
    if (typeof session === 'string' && asked?.method === 'initialize' && generation === 'legacy')
      headers.push('mcp-session-id', sealSession(seal, owner, flags + clientFlags, session));
    return headers;
  }

  /** A status and nothing else: what a notification, an answer of the client's or a DELETE comes to. */
  private plain(status: number): void {
    this.mode = 'over';
    writeAnswer(this.context.res, { status, headers: {}, body: null });
    this.finish('answered', null, true);
  }

  private refuse(body: string): void {
    const { status } = this;
    const told =
      status === 401 || status === 403
        ? this.context.refused(status, this.headers['www-authenticate'])
        : null;
    const passed = passError(status, this.headers, body, this.context.asked, told);
    const works = status < 500;
    this.sending?.abort();
    writeAnswer(this.context.res, passed.answer);
    this.finish(passed.status, passed.error, works);
  }

  /** A header of the server's, such as one with a control character, that Node writes to nobody. */
  private unwritable(): void {
    // Half a head is no answer, and nothing can follow it.
    if (this.context.res.headersSent) this.context.res.destroy();
    this.breakOff('The answer of the server could not be passed on.');
  }

  private breakOff(why: string): void {
    this.giveUp('broken', { status: 502, code: ownCodes.broken, message: why });
  }

  private giveUp(status: OutcomeStatus, { status: http, code, message }: Told): void {
    const { res, asked, listens } = this.context;
    this.mode = 'over';
    this.stream?.close();
    this.sending?.abort();
    const id = asked?.id ?? null;
    if (!res.headersSent) writeAnswer(res, errorAnswer(http, code, message, id));
    else {
      // The stream has begun: the client is told within it, and then it ends.
      if (asked !== null && !listens && this.answered === null) {
        const error = JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } });
        writePart(res, writeEvent({ event: 'message', id: null, retry: null, data: error }), undefined);
      }
      res.end();
    }
    // The call had its answer: that the rest broke off is nothing of it.
    if (this.answered === null || listens) this.finish(status, message, false);
    else this.finish(this.answered, null, true);
  }

  private finish(status: OutcomeStatus, error: string | null, works: boolean | null): void {
    this.mode = 'over';
    this.stream?.close();
    if (this.ended) return;
    this.ended = true;
    this.chunks = [];
    const httpStatus = this.status === 0 ? null : this.status;
    this.context.finished({ status, httpStatus, responseBytes: this.received, error, works });
  }
}

function whole(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}

type Told = { status: number; code: number; message: string };

function failureOf({ why, sent }: SendFailure): Told {
  if (why === 'timeout')
    return { status: 504, code: ownCodes.timeout, message: 'The server did not answer in time.' };
  if (!sent) return { status: 502, code: ownCodes.unreachable, message: 'The server cannot be reached.' };
  return {
    status: 502,
    code: ownCodes.broken,
    message: 'The server broke off before its answer was complete.',
  };
}
