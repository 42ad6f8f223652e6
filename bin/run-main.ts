import { Readable, Writable } from 'node:stream';
import { main } from './main';

/** Runs the command line in this process, for tests: what it wrote and its exit code. */
export async function runMain(argv: string[], input: string | Uint8Array = '') {
  const written = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const stdin = Readable.from(input.length === 0 ? [] : [Buffer.from(input)]);
  const code = await main(argv, { stdin, stdout: sink('stdout'), stderr: sink('stderr') });
  return { code, ...written };
}
