/** A strict reader of JSON text (RFC 8259): nothing is guessed, nothing is lost, and every fault that can be found is. */

import type { Json } from './json';
import type { JsonMember, JsonNode, ListNode, ObjectNode, ScalarNode } from './node';
import { isExactNumber } from './number';
import { setOwn } from './object';
import { formatPointer } from './pointer';
import { readString } from './read-string';
import { quoted, shortened } from './text';
import { decodeUtf8 } from './utf8';

export const jsonFaultCodes = [
  'syntax',
  'byte-order-mark',
  'not-utf-8',
  'duplicate-key',
  'lone-surrogate',
  'number-overflow',
  'too-deep',
] as const;
export type JsonFaultCode = (typeof jsonFaultCodes)[number];

export type JsonFault = {
  code: JsonFaultCode;
  pointer: string;
  offset: number;
  length: number;
  message: string;
};

export type JsonRead = {
  /** What was read, decoded. */
  text: string;
  /** null where nothing could be read. A value with faults of syntax in it may have lost parts. */
  root: JsonNode | null;
  faults: JsonFault[];
  /** Pointers of numbers that their double does not write back. Past 1,000 of them `''` stands for all the rest. */
  inexact: string[];
};

export type ReadOptions = {
  /** Nesting of lists and objects, the outermost counted; deeper ones are a fault and read as null. 128 when left out. */
  maxDepth?: number;
};

const mostFaults = 10_000;
const mostInexact = 1_000;

/** Never throws; takes time and memory in proportion to the text. */
export function readJson(input: string | Uint8Array, options: ReadOptions = {}): JsonRead {
  const decoded = typeof input === 'string' ? { ok: true as const, text: input } : decodeUtf8(input);
  const reader = new Reader(decoded.text, options.maxDepth ?? 128);
  if (!decoded.ok) {
    reader.fault('not-utf-8', decoded.offset, 1, 'The text is not UTF-8 here.');
    return { text: decoded.text, root: null, faults: reader.faults, inexact: [] };
  }
  const root = reader.document();
  return { text: decoded.text, root, faults: reader.faults, inexact: reader.inexact };
}

/** Thrown inside the reader alone, where nothing sensible can follow. */
class Unreadable extends Error {}

class Reader {
  readonly faults: JsonFault[] = [];
  readonly inexact: string[] = [];
  private at = 0;
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  document(): JsonNode | null {
    if (this.text.charCodeAt(0) === 0xfeff) {
      this.fault('byte-order-mark', 0, 1, 'The text starts with a byte order mark; leave it out.');
      this.at = 1;
    }
    let root: JsonNode | null = null;
    try {
      root = this.value(0);
      this.blanks();
      if (this.at < this.text.length)
        this.syntax(this.at, `${this.seen()} follows the end of the document; nothing may.`);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      root = null;
    }
    return root;
  }

  fault(code: JsonFaultCode, offset: number, length: number, message: string): void {
    if (this.faults.length >= mostFaults) return;
    this.faults.push({ code, pointer: formatPointer(this.path), offset, length, message });
  }

  private value(depth: number): JsonNode {
    this.blanks();
    const start = this.at;
    switch (this.text.charCodeAt(start)) {
      case 123:
        return depth < this.maxDepth ? this.object(depth + 1) : this.tooDeep(start);
      case 91:
        return depth < this.maxDepth ? this.list(depth + 1) : this.tooDeep(start);
      case 34:
        return this.scalar(start, this.string());
      case 116:
        return this.word(true);
      case 102:
        return this.word(false);
      case 110:
        return this.word(null);
      default:
        return this.number(start);
    }
  }

  /** What has just been read from `start` on. */
  private scalar(start: number, value: ScalarNode['value']): ScalarNode {
    return { kind: 'scalar', start, end: this.at, value };
  }

  private object(depth: number): ObjectNode {
    const start = this.at++;
    const members: JsonMember[] = [];
    const value: { [key: string]: Json } = {};
    this.blanks();
    while (!this.takes(125)) {
      if (this.text.charCodeAt(this.at) !== 34)
        this.stop(`A key in double quotes or } belongs here, not ${this.seen()}.`);
      const keyStart = this.at;
      const key = this.string();
      const keyEnd = this.at;
      this.path.push(key);
      const isNew = !Object.hasOwn(value, key);
      if (!isNew)
        this.fault(
          'duplicate-key',
          keyStart,
          keyEnd - keyStart,
          `The key ${quoted(key)} stands twice in one object.`,
        );
      this.blanks();
      if (!this.takes(58)) this.stop(`A colon belongs behind the key ${quoted(key)}, not ${this.seen()}.`);
      const node = this.value(depth);
      members.push({ key, keyStart, keyEnd, node });
      if (isNew) setOwn(value, key, node.value);
      this.path.pop();
      this.between(125, '}');
    }
    return { kind: 'object', start, end: this.at, value, members };
  }

  private list(depth: number): ListNode {
    const start = this.at++;
    const items: JsonNode[] = [];
    const value: Json[] = [];
    this.blanks();
    while (!this.takes(93)) {
      this.path.push(items.length);
      const node = this.value(depth);
      items.push(node);
      value.push(node.value);
      this.path.pop();
      this.between(93, ']');
    }
    return { kind: 'list', start, end: this.at, value, items };
  }

  /** Behind a member or an element: a comma and another one, or the end. */
  private between(close: number, bracket: string): void {
    this.blanks();
    const next = this.text.charCodeAt(this.at);
    if (next === close) return;
    if (next !== 44) {
      const startsValue = next === 34 || next === 123 || next === 91 || (next >= 48 && next <= 57);
      if (!startsValue) this.stop(`A comma or ${bracket} belongs here, not ${this.seen()}.`);
      this.syntax(this.at, `A comma belongs before ${this.seen()}.`);
      return;
    }
    const comma = this.at++;
    this.blanks();
    if (this.text.charCodeAt(this.at) === close) this.syntax(comma, `No comma may stand before ${bracket}.`);
  }

  private string(): string {
    const read = readString(this.text, this.at);
    if (!read.ok) {
      this.at = read.offset;
      this.stop(read.message);
    }
    for (const wrong of read.faults) this.syntax(wrong.offset, wrong.message);
    if (read.loneSurrogate)
      this.fault(
        'lone-surrogate',
        this.at,
        read.end - this.at,
        'The string holds half of a surrogate pair: that is no character.',
      );
    this.at = read.end;
    return read.value;
  }

  private word(value: boolean | null): JsonNode {
    const word = String(value);
    const start = this.at;
    if (!this.text.startsWith(word, start) || isWordAt(this.text, start + word.length))
      this.stop(`${this.seen()} is no JSON value.`);
    this.at += word.length;
    return this.scalar(start, value);
  }

  private number(start: number): JsonNode {
    const end = numberEnd(this.text, start);
    if (end < 0 || /[\w.]/.test(this.text.charAt(end)))
      this.stop(start >= this.text.length ? 'The text ends too early.' : `${this.seen()} is no JSON value.`);
    const lexeme = this.text.slice(start, end);
    const value = Number(lexeme);
    this.at = end;
    if (!Number.isFinite(value))
      this.fault('number-overflow', start, end - start, `${shortened(lexeme)} is too large for a number.`);
    if (!isExactNumber(lexeme, value) && this.inexact.length <= mostInexact)
      this.inexact.push(this.inexact.length === mostInexact ? '' : formatPointer(this.path));
    return this.scalar(start, value);
  }

  /** Reads over the value without nesting, so that a depth bomb costs no stack. */
  private tooDeep(start: number): JsonNode {
    let open = 0;
    do {
      const unit = this.text.charCodeAt(this.at);
      if (Number.isNaN(unit)) this.stop('The text ends too early.');
      if (unit === 34) {
        const read = readString(this.text, this.at);
        if (!read.ok) this.stop(read.message);
        else this.at = read.end;
        continue;
      }
      if (unit === 123 || unit === 91) open++;
      else if (unit === 125 || unit === 93) open--;
      this.at++;
    } while (open > 0);
    this.fault(
      'too-deep',
      start,
      1,
      `Lists and objects may nest ${this.maxDepth} deep; this one lies deeper.`,
    );
    return this.scalar(start, null);
  }

  private blanks(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit === 32 || unit === 10 || unit === 13 || unit === 9) {
        this.at++;
      } else if (unit === 47 && isCommentStart(this.text.charCodeAt(this.at + 1))) {
        const start = this.at;
        const block = this.text.charCodeAt(start + 1) === 42;
        const end = this.text.indexOf(block ? '*/' : '\n', start + 2);
        this.at = end < 0 ? this.text.length : end + (block ? 2 : 1);
        this.syntax(start, 'JSON has no comments.');
      } else {
        return;
      }
    }
  }

  private takes(unit: number): boolean {
    if (this.text.charCodeAt(this.at) !== unit) return false;
    this.at++;
    return true;
  }

  private syntax(offset: number, message: string): void {
    this.fault('syntax', offset, offset < this.text.length ? 1 : 0, message);
  }

  private stop(message: string): never {
    this.syntax(this.at, this.at >= this.text.length ? 'The text ends too early.' : message);
    throw new Unreadable();
  }

  /** What stands here, for a sentence. */
  private seen(): string {
    if (this.at >= this.text.length) return 'the end of the text';
    let end = this.at;
    while (end - this.at < 20 && isWordAt(this.text, end)) end++;
    if (end === this.at) end += (this.text.codePointAt(this.at) ?? 0) > 0xffff ? 2 : 1;
    return `\`${this.text.slice(this.at, end)}\``;
  }
}

const jsonNumber = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The end of the JSON number that starts here, or -1. */
function numberEnd(text: string, start: number): number {
  jsonNumber.lastIndex = start;
  return jsonNumber.test(text) ? jsonNumber.lastIndex : -1;
}

function isWordAt(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at));
}

function isCommentStart(unit: number): boolean {
  return unit === 47 || unit === 42;
}
