/**
 * A saved registry dump taken apart as it streams by: pages, a list of pages or of entries, an entry a line, or all of that
 * one after another. It is never held as a whole; a record is, up to a bound.
 */

export type RawRecord =
  | { ok: true; number: number; bytes: Buffer }
  | { ok: false; number: number; why: string };

const largest = 2 * 1024 * 1024;
const [quote, backslash, openBrace, closeBrace, openList, closeList] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];
const [comma, newline] = [0x2c, 0x0a];
const pageKey = 'servers';

export async function* recordsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  const splitter = new Splitter();
  for await (const chunk of chunks)
    yield* splitter.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
  yield* splitter.end();
}

/** Where the splitter stands: between records, inside one, or in what is left of a page after its list. */
type State = 'between' | 'record' | 'rest';

class Splitter {
  private state: State = 'between';
  private number = 0;
  /** Of braces and brackets, inside a record or a page's rest. */
  private depth = 0;
  private inString = false;
  private escaped = false;
  private pieces: Buffer[] = [];
  private size = 0;
  /** The lists that are open between records: of a page's entries, or others. */
  private readonly lists: ('page' | 'list')[] = [];
  /** Of the member of a record that is being read, at its own level. */
  private key = '';
  private expectsKey = false;
  private readsKey = false;
  private afterKey = false;
  /** Records stand a line each, as the last did: then a line break ends even one that is broken. */
  private byLine = false;
  private lastWasLine = false;
  private garbage = false;

  *take(chunk: Buffer): Generator<RawRecord> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === newline && (this.state !== 'between' || this.lists.length > 0)) this.lastWasLine = false;
      switch (this.state) {
        case 'between': {
          const begun = this.between(byte);
          if (begun === 'record') from = at;
          else if (begun === 'garbage') yield this.bad('there is something that is no JSON object');
          break;
        }
        case 'record':
          if (byte === newline && this.byLine && this.lists.length === 0) {
            this.lastWasLine = true;
            this.forget();
            yield this.bad('it is not complete, or no JSON');
          } else if (this.inside(byte) === 'ended') {
            this.keep(chunk.subarray(from, at + 1));
            yield this.finished();
          } else if (this.isPage(byte)) {
            this.forget();
            this.lists.push('page');
            this.number -= 1;
          }
          break;
        case 'rest':
          if (this.inside(byte) === 'ended') this.state = 'between';
          break;
        default:
          this.state satisfies never;
      }
    }
    if (this.state === 'record') this.keep(chunk.subarray(from));
  }

  *end(): Generator<RawRecord> {
    if (this.state === 'record') yield this.bad('it is not complete: the file ends in it');
    else if (this.state === 'rest' || this.lists.length > 0)
      yield this.bad('the file is not complete: it ends in a list');
  }

  private between(byte: number): 'record' | 'garbage' | undefined {
    if (byte === newline) {
      this.garbage = false;
      return undefined;
    }
    if (byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === comma) return undefined;
    // A byte order mark, or a record separator of JSON text sequences.
    if (byte === 0xef || byte === 0xbb || byte === 0xbf || byte === 0x1e) return undefined;
    if (byte === openBrace) {
      this.garbage = false;
      if (this.lists.length === 0) {
        this.byLine = this.lastWasLine;
        this.lastWasLine = true;
      }
      this.state = 'record';
      this.depth = 1;
      this.expectsKey = true;
      this.afterKey = false;
      this.number += 1;
      return 'record';
    }
    if (byte === openList) {
      this.lists.push('list');
      return undefined;
    }
    if (byte === closeList && this.lists.length > 0) {
      if (this.lists.pop() === 'page') {
        this.state = 'rest';
        this.depth = 1;
      }
      return undefined;
    }
    if (this.garbage) return undefined;
    this.garbage = true;
    this.number += 1;
    return 'garbage';
  }

  private inside(byte: number): 'ended' | undefined {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (byte === backslash) this.escaped = true;
      else if (byte === quote) {
        this.inString = false;
        this.afterKey = this.readsKey;
        this.readsKey = false;
      } else if (this.readsKey && this.key.length <= pageKey.length) this.key += String.fromCharCode(byte);
      return undefined;
    }
    if (byte === quote) {
      this.inString = true;
      this.readsKey = this.depth === 1 && this.expectsKey;
      if (this.readsKey) this.key = '';
      this.expectsKey = false;
    } else if (byte === openBrace || byte === openList) this.depth += 1;
    else if (byte === closeBrace || byte === closeList) this.depth -= 1;
    else if (byte === comma && this.depth === 1) {
      this.expectsKey = true;
      this.afterKey = false;
    }
    return this.depth === 0 ? 'ended' : undefined;
  }

  /** A list has just been opened that is the value of `servers`: what was a record so far is a page of them. */
  private isPage(byte: number): boolean {
    return byte === openList && !this.inString && this.depth === 2 && this.afterKey && this.key === pageKey;
  }

  private keep(piece: Buffer): void {
    this.size += piece.length;
    if (this.size <= largest) this.pieces.push(Buffer.from(piece));
    else this.pieces = [];
  }

  private finished(): RawRecord {
    const { pieces, size } = this;
    this.forget();
    if (size > largest) return this.bad('it is larger than 2 MiB');
    return { ok: true, number: this.number, bytes: Buffer.concat(pieces) };
  }

  private forget(): void {
    this.pieces = [];
    this.size = 0;
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
    this.state = 'between';
  }

  private bad(why: string): RawRecord {
    return { ok: false, number: this.number, why };
  }
}
