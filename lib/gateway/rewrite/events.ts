/** A stream of server-sent events, read from bytes as they come. Source: HTML living standard, section 9.2.6. */

export type StreamEvent = {
  event: string | null;
  id: string | null;
  retry: string | null;
  data: string | null;
};

/** Fails on bytes that are not UTF-8 and on an event over the bound: nobody could say what a client would read. */
export class EventReader {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  /** Of a line that has not ended, in pieces: adding each to one text would cost the square of a long line. */
  private pieces: string[] = [];
  private current = empty();
  private lines: string[] = [];
  private size = 0;
  private endsWithCr = false;

  constructor(
    private readonly maxLength: number,
    private readonly take: (event: StreamEvent) => void,
    /** A comment: what it says is not told. */
    private readonly comment: () => void = () => {},
  ) {}

  /** false: the stream cannot be read on. */
  push(chunk: Buffer): boolean {
    let text: string;
    try {
      text = this.decoder.decode(chunk, { stream: true });
    } catch {
      return false;
    }
    if (this.endsWithCr && text.startsWith('\n')) text = text.slice(1);
    if (text !== '') this.endsWithCr = text.endsWith('\r');
    if (text === '') return true;
    // Of the event that is being read; what follows it in this chunk counts too, and is no more than a chunk.
    this.size += text.length;
    const parts = text.split(/\r\n|\n|\r/);
    const rest = parts.pop() ?? '';
    for (const line of parts) {
      const whole = this.pieces.length === 0 ? line : this.pieces.join('') + line;
      this.pieces = [];
      if (this.size > this.maxLength) return false;
      this.line(whole);
    }
    if (rest !== '') this.pieces.push(rest);
    return this.size <= this.maxLength;
  }

  private line(line: string): void {
    if (line === '') {
      const { current, lines } = this;
      if (lines.length > 0) current.data = lines.join('\n');
      if (current.data !== null || current.id !== null || current.retry !== null) this.take(current);
      this.current = empty();
      this.lines = [];
      this.size = 0;
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) {
      this.comment();
      return;
    }
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'data') this.lines.push(value);
    else if (field === 'event') this.current.event = value;
    else if (field === 'id' && !value.includes('\0')) this.current.id = value;
    else if (field === 'retry') this.current.retry = value;
  }
}

/** One event as text. `data` may have line breaks. */
export function writeEvent({ event, id, retry, data }: StreamEvent): string {
  let text = '';
  if (event !== null) text += `event: ${event}\n`;
  if (id !== null) text += `id: ${id}\n`;
  if (retry !== null) text += `retry: ${retry}\n`;
  if (data !== null) for (const line of data.split(/\r\n|\n|\r/)) text += `data: ${line}\n`;
  return `${text}\n`;
}

function empty(): StreamEvent {
  return { event: null, id: null, retry: null, data: null };
}
