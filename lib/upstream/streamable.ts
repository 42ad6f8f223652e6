/** Streamable HTTP in both generations. Source: specification 2025-11-25 and 2026-07-28, basic/transports. */

import { generationOf, type Json, type JsonObject, type RpcMessage, readMessage } from '@/lib/mcp';
import { within } from './bounds';
import { readEvents } from './event-stream';
import { Broken, connectionFailure } from './failures';
import type { Outbound, OutboundAnswer } from './outbound';
import { type Answer, type Ask, answerOf, parseJson, replyTo, type Wire } from './wire';

const maxErrorBody = 64 * 1024;

export class StreamableWire implements Wire {
  readonly transport = 'streamable-http';
  private session: string | undefined;
  private version: string | undefined;
  private nextId = 1;

  constructor(private readonly out: Outbound) {}

  async ask(question: Ask): Promise<Answer> {
    const id = this.nextId++;
    const { method, params } = question;
    const answer = await this.post({ jsonrpc: '2.0', id, method, params }, question);
    if (method === 'initialize') this.session = sessionOf(answer.header('mcp-session-id'));
    return await this.readAnswer(answer, id);
  }

  async tell(method: string, version: string): Promise<void> {
    this.version = version;
    const answer = await this.post({ jsonrpc: '2.0', method }, { method, version });
    answer.discard();
  }

  async close(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    if (session === undefined || this.out.deadline.failure() !== undefined) return;
    const headers: Record<string, string> = { 'mcp-session-id': session };
    if (this.version !== undefined) headers['mcp-protocol-version'] = this.version;
    // Politeness, not a condition: a server that keeps sessions is told, and may be deaf.
    const told = this.out.send({ method: 'DELETE', url: this.out.home, headers }).then(
      (answer) => answer.discard(),
      () => {},
    );
    await within(told, 1000);
  }

  private post(body: JsonObject, about: { method: string; version?: string }) {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    };
    if (about.version !== undefined) {
      headers['mcp-protocol-version'] = about.version;
      if (generationOf(about.version) === 'modern') headers['mcp-method'] = about.method;
    }
    if (this.session !== undefined) headers['mcp-session-id'] = this.session;
    return this.out.send({ method: 'POST', url: this.out.home, headers, body: JSON.stringify(body) });
  }

  private async readAnswer(answer: OutboundAnswer, id: number): Promise<Answer> {
    const type = mediaType(answer);
    const fine = answer.status >= 200 && answer.status < 300;
    if (fine && type === 'text/event-stream') return this.readStream(answer, id);
    const text = await readText(answer, fine ? Number.POSITIVE_INFINITY : maxErrorBody);
    const found = type.endsWith('json') || type === '' ? messagesIn(parseJson(text)) : [];
    const match = found.find((message) => isAnswerTo(message, id, !fine));
    if (match !== undefined && (match.kind === 'result' || match.kind === 'error')) {
      if (fine || match.kind === 'error') return answerOf(match, fine ? undefined : answer.status);
    }
    return {
      ok: false,
      status: fine ? undefined : answer.status,
      message: fine ? inWords(type, text) : `status ${answer.status}`,
      wwwAuthenticate: answer.header('www-authenticate'),
    };
  }

  private async readStream(answer: OutboundAnswer, id: number): Promise<Answer> {
    for await (const event of readEvents(answer.chunks())) {
      for (const message of messagesIn(parseJson(event.data))) {
        if (message.kind === 'request') this.reply(message);
        else if (isAnswerTo(message, id, false) && message.kind !== 'notification') return answerOf(message);
      }
    }
    throw new Broken(connectionFailure(undefined, this.out.home.host));
  }

  private reply(request: Extract<RpcMessage, { kind: 'request' }>): void {
    const version = this.version;
    this.post(replyTo(request), { method: 'response', version }).then(
      (answer) => answer.discard(),
      () => {},
    );
  }
}

// Batches were allowed in 2025-03-26 alone, and only for answers is it harmless to read them.
export function messagesIn(value: Json | undefined): RpcMessage[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).flatMap((entry) => readMessage(entry) ?? []);
}

function isAnswerTo(message: RpcMessage, id: number, orNobody: boolean): boolean {
  if (message.kind === 'result') return String(message.id) === String(id);
  return message.kind === 'error' && (String(message.id) === String(id) || (orNobody && message.id === null));
}

function mediaType(answer: OutboundAnswer): string {
  return (answer.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function inWords(type: string, text: string): string {
  if (type.includes('html') || /^\s*<(!doctype|html)/i.test(text)) return 'a web page';
  if (text.trim() === '') return 'nothing';
  return type.endsWith('json') ? 'JSON that is no MCP answer' : 'something that is no MCP answer';
}

// A header that came from one answer goes out with the next: only what the specification allows in it.
function sessionOf(header: string | undefined): string | undefined {
  return header !== undefined && /^[\x21-\x7e]{1,1024}$/.test(header) ? header : undefined;
}

async function readText(answer: OutboundAnswer, most: number): Promise<string> {
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let bytes = 0;
  for await (const chunk of answer.chunks()) {
    bytes += chunk.length;
    pieces.push(decoder.decode(chunk, { stream: true }));
    if (bytes > most) break;
  }
  return pieces.join('') + decoder.decode();
}
