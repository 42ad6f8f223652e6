import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Io } from './io';
import { readSecret } from './secret';

function io(stdin: Readable): Io & { shown: () => string } {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  return { stdin, stdout, stderr, shown: () => `${stdout.read() ?? ''}${stderr.read() ?? ''}` };
}

describe('a secret', () => {
  it.each([
    ['word', 'word'],
    ['word\n', 'word'],
    ['word\r\n', 'word'],
    [' two words \n', ' two words '],
    ['two\nlines\n', 'two\nlines'],
  ])('is all of standard input but the line break at its end: %j', async (given, secret) => {
    expect(await readSecret('Password', io(Readable.from([Buffer.from(given)])))).toBe(secret);
  });

  it('is refused when there is none', async () => {
    await expect(readSecret('Password', io(Readable.from([])))).rejects.toThrow('Password is empty');
  });

  it('is typed at a terminal without being shown', async () => {
    const raw: boolean[] = [];
    const stdin = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (on: boolean) => raw.push(on),
    });
    const terminal = io(stdin);
    stdin.write('hunx');
    stdin.write('\u007fter2\r');
    expect(await readSecret('Password', terminal)).toBe('hunter2');
    expect(terminal.shown()).toBe('Password: \n');
    expect(raw).toEqual([true, false]);
  });

  it('is broken off with Ctrl-C, and the terminal is as before', async () => {
    const raw: boolean[] = [];
    const stdin = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (on: boolean) => raw.push(on),
    });
    stdin.write('hun\u0003');
    await expect(readSecret('Password', io(stdin))).rejects.toThrow('Broken off');
    expect(raw).toEqual([true, false]);
  });
});
