import type { Readable } from 'node:stream';
import { type Io, readText, Unusable } from './io';

type Terminal = Readable & { isTTY?: boolean; setRawMode?: (raw: boolean) => void };

/**
 * A secret from standard input, never from an argument: arguments are seen by every process and kept by the shell. From
 * a terminal it is typed without being shown; otherwise it is all of the input, without the line break at its end.
 */
export async function readSecret(what: string, io: Io): Promise<string> {
  const stdin: Terminal = io.stdin;
  const secret = stdin.isTTY ? await typed(what, stdin, io) : (await readText('-', io)).replace(/\r?\n$/, '');
  if (secret === '') throw new Unusable(`${what} is empty. It is read from standard input.`);
  return secret;
}

async function typed(what: string, stdin: Terminal, io: Io): Promise<string> {
  io.stderr.write(`${what}: `);
  stdin.setRawMode?.(true);
  stdin.setEncoding('utf8');
  try {
    let text = '';
    for await (const chunk of stdin) {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n' || key === '\u0004') return text;
        if (key === '\u0003') throw new Unusable('Broken off.');
        text = key === '\u007f' || key === '\b' ? text.slice(0, -1) : text + key;
      }
    }
    return text;
  } finally {
    stdin.setRawMode?.(false);
    io.stderr.write('\n');
  }
}
