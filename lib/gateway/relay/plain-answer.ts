/** Answers that pass as they are, known by their bytes alone: neither a text nor a value is made of them. */

import { isUtf8 } from 'node:buffer';
import type { RpcId } from '@/lib/mcp';

/**
 * Whether it is the answer to `id` with a result of which nothing is changed or looked at, and no error of a tool. false
 * where that is not plain: then it has to be read. INVARIANT: what is true here is JSON in UTF-8, and `passMessage` would
 * pass it as it is.
 */
export function isPlainAnswer(bytes: Buffer, id: RpcId): boolean {
  return new Skim(bytes).isAnswer(typeof id === 'number' ? String(id) : JSON.stringify(id));
}

/** Deeper ones are left to whoever reads them whole. */
const maxDepth = 64;

/** Reads on from where it is; whatever is false is broken or not plain, and ends it. */
class Skim {
  private at = 0;
  /** Of the name that was read last: where its letters are, and whether it is written without escapes. */
  private from = 0;
  private to = 0;
  private bare = true;
  /** All bytes of strings, together. */
  private bits = 0;

  constructor(private readonly bytes: Buffer) {}

  isAnswer(id: string): boolean {
    this.blanks();
    if (this.bytes[this.at] !== openBrace) return false;
    let seen = 0;
    do {
      const member = this.name() ? this.which(envelope) : -1;
      if (member < 0 || member > 2 || (seen & (1 << member)) !== 0) return false;
      seen |= 1 << member;
      const from = this.at;
      if (!(member === 2 ? this.result() : this.value(1))) return false;
      if (member < 2 && !this.isText(from, this.at, member === 0 ? '"2.0"' : id)) return false;
      this.blanks();
    } while (this.bytes[this.at] === comma);
    if (seen !== 7 || this.bytes[this.at] !== closeBrace) return false;
    this.at += 1;
    this.blanks();
    return this.at === this.bytes.length && (this.bits < 128 || isUtf8(this.bytes));
  }

  private result(): boolean {
    if (this.bytes[this.at] !== openBrace) return false;
    if (this.isEmpty(closeBrace)) return true;
    do {
      if (!this.name()) return false;
      const member = this.which(watched);
      const from = this.at;
      if (member > 0 || !this.value(2)) return false;
      if (member === 0 && !this.isText(from, this.at, 'false')) return false;
      this.blanks();
    } while (this.bytes[this.at] === comma);
    return this.take(closeBrace);
  }

  private value(depth: number): boolean {
    switch (this.bytes[this.at]) {
      case quote:
        return this.string();
      case openBrace:
        return depth < maxDepth && this.members(depth + 1);
      case openBracket:
        return depth < maxDepth && this.items(depth + 1);
      case letterT:
        return this.word('true');
      case letterF:
        return this.word('false');
      case letterN:
        return this.word('null');
      default:
        return this.number();
    }
  }

  private members(depth: number): boolean {
    if (this.isEmpty(closeBrace)) return true;
    do {
      if (!this.name() || !this.value(depth)) return false;
      this.blanks();
    } while (this.bytes[this.at] === comma);
    return this.take(closeBrace);
  }

  private items(depth: number): boolean {
    if (this.isEmpty(closeBracket)) return true;
    do {
      this.at += 1;
      this.blanks();
      if (!this.value(depth)) return false;
      this.blanks();
    } while (this.bytes[this.at] === comma);
    return this.take(closeBracket);
  }

  /** Past a list or an object that holds nothing; else it stays where it is. */
  private isEmpty(close: number): boolean {
    const open = this.at;
    this.at += 1;
    this.blanks();
    if (this.take(close)) return true;
    this.at = open;
    return false;
  }

  /** From what stands before a member to its value. */
  private name(): boolean {
    this.at += 1;
    this.blanks();
    if (this.bytes[this.at] !== quote || !this.string()) return false;
    this.to = this.at - 1;
    this.blanks();
    if (!this.take(colon)) return false;
    this.blanks();
    return true;
  }

  /** Which of `names` the last name is; -1 for none, and a number that none has where escapes hide what it is. */
  private which(names: readonly string[]): number {
    if (!this.bare) return names.length;
    for (let i = 0; i < names.length; i += 1)
      if (this.isText(this.from, this.to, names[i] as string)) return i;
    return -1;
  }

  private string(): boolean {
    const { bytes } = this;
    let { at, bits } = this;
    let bare = true;
    this.from = at + 1;
    for (;;) {
      at += 1;
      const byte = bytes[at];
      if (byte === quote) break;
      if (byte === undefined || byte < space) return false;
      bits |= byte;
      if (byte !== backslash) continue;
      bare = false;
      at += 1;
      const escaped = bytes[at];
      if (escaped === letterU) {
        for (let i = 0; i < 4; i += 1) {
          at += 1;
          if (!isHex(bytes[at])) return false;
        }
      } else if (escaped === undefined || !escapes.has(escaped)) return false;
    }
    this.at = at + 1;
    this.bits = bits;
    this.bare = bare;
    return true;
  }

  private number(): boolean {
    if (this.bytes[this.at] === minus) this.at += 1;
    if (this.bytes[this.at] === zero) this.at += 1;
    else if (!this.digits()) return false;
    if (this.take(dot) && !this.digits()) return false;
    if (this.take(smallE) || this.take(largeE)) {
      if (!this.take(plus)) this.take(minus);
      return this.digits();
    }
    return true;
  }

  private digits(): boolean {
    const { bytes } = this;
    let { at } = this;
    const from = at;
    while (isDigit(bytes[at])) at += 1;
    this.at = at;
    return at > from;
  }

  private word(word: string): boolean {
    if (!this.isText(this.at, this.at + word.length, word)) return false;
    this.at += word.length;
    return true;
  }

  private take(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  private blanks(): void {
    const { bytes } = this;
    let { at } = this;
    for (;;) {
      const byte = bytes[at];
      if (byte !== space && byte !== lineFeed && byte !== carriageReturn && byte !== tab) break;
      at += 1;
    }
    this.at = at;
  }

  /** Text outside of ASCII is equal to nothing: it is bytes of another number. */
  private isText(from: number, to: number, text: string): boolean {
    if (to - from !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit > 127 || this.bytes[from + i] !== unit) return false;
    }
    return true;
  }
}

const envelope = ['jsonrpc', 'id', 'result'];
/** Members of a result that are looked at or changed where they are there, and one that may be false. */
const watched = ['isError', 'task', 'taskId', 'requestState', 'inputRequests', '_meta'];

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

function isHex(byte: number | undefined): boolean {
  return isDigit(byte) || (byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 102);
}

const escapes = new Set(Buffer.from('"\\/bfnrt', 'latin1'));
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93];
const [quote, backslash, comma, colon, minus, plus, dot, zero, nine] = [34, 92, 44, 58, 45, 43, 46, 48, 57];
const [space, tab, lineFeed, carriageReturn] = [32, 9, 10, 13];
const [letterT, letterF, letterN, letterU, smallE, largeE] = [116, 102, 110, 117, 101, 69];
