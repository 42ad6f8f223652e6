import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';

/** What a verb may touch of the process. */
export type Io = { stdin: Readable; stdout: Writable; stderr: Writable };
/** Runs one verb. The number is the exit code: 0 fine, 1 findings, 2 unusable input. */
export type Verb = (argv: string[], io: Io) => Promise<number>;

/** Input that cannot be used: said in one sentence, exit code 2. */
export class Unusable extends Error {}

const newline = 0x0a;

/** The whole of a file, or of standard input for `-`. */
export async function readBytes(path: string, io: Io): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytesOf(path, io)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The same as text. A byte order mark is kept. */
export async function readText(path: string, io: Io): Promise<string> {
  return decode(await readBytes(path, io), nameOf(path));
}

/** Lines of a file or of standard input as they arrive, numbered from 1. Only `\n` (or `\r\n`) ends one; blank lines are left out. */
export async function* readLines(path: string, io: Io): AsyncGenerator<{ bytes: Buffer; number: number }> {
  let rest: Buffer[] = [];
  let number = 0;
  const finish = (last: Buffer): Buffer => {
    number += 1;
    const whole = rest.length === 0 ? last : Buffer.concat([...rest, last]);
    rest = [];
    return whole;
  };
  for await (const chunk of bytesOf(path, io)) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const bytes = finish(chunk.subarray(start, end));
      start = end + 1;
      if (!isBlank(bytes)) yield { bytes, number };
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length === 0) return;
  const bytes = finish(Buffer.alloc(0));
  if (!isBlank(bytes)) yield { bytes, number };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** Writes and waits while the reader is slower than we are. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text)) return;
  await new Promise<void>((done) => {
    const settle = () => {
      stream.off('drain', settle);
      stream.off('close', settle);
      stream.off('error', settle);
      done();
    };
    stream.on('drain', settle);
    stream.on('close', settle);
    stream.on('error', settle);
  });
}

/** How a person calls the source of some input. */
export function nameOf(path: string): string {
  return path === '-' ? 'standard input' : printable(path);
}

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/gu;

/**
 * Foreign text made safe for a terminal and a log: one line, and what is not seen (control characters, changes of
 * direction, joiners) written as JSON escapes it, so that no two names look alike for it. The same again changes nothing.
 */
export function printable(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').replace(unseen, escaped);
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** The bytes of a file or of standard input as they arrive. */
export async function* bytesOf(path: string, io: Io): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of path === '-' ? io.stdin : createReadStream(path)) {
      yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    }
  } catch (cause) {
    throw new Unusable(`${nameOf(path)} cannot be read: ${whyNot(cause)}.`, { cause });
  }
}

function whyNot(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'access is denied';
  if (code === 'EISDIR') return 'it is a folder';
  return cause instanceof Error ? printable(cause.message) : 'the reason is unknown';
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Unusable(`${name} is not UTF-8.`, { cause });
  }
}
