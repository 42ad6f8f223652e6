import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { run } from './classify';

async function classified(text: string | Buffer) {
  const written = { stdout: '', stderr: '' };
  const into = (name: keyof typeof written) =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += chunk;
        done();
      },
    });
  const code = await run(['-'], {
    stdin: Readable.from([Buffer.from(text)]),
    stdout: into('stdout'),
    stderr: into('stderr'),
  });
  const lines = written.stdout.split('\n').filter((line) => line !== '');
  return { code, lines: lines.map((line) => JSON.parse(line)), stderr: written.stderr };
}

test('each line is answered by one line with what the classifier says', async () => {
  const { code, lines } = await classified(
    '{"server":"s","tool":"list_things"}\n\n{"tool":"purge_queue","class":"Read"}\n',
  );
  expect(code).toBe(0);
  expect(lines.map((line) => line.class)).toEqual(['Read', 'Destructive']);
  expect(Object.keys(lines[0])).toEqual([
    'class',
    'severity',
    'confidence',
    'rationale',
    'evidence',
    'signals',
    'classes',
  ]);
});

test('a bad line is told by its number, keeps its place, and loses no other', async () => {
  const { code, lines, stderr } = await classified('{"tool":"get_a"}\n{bad\n[]\n{"tool":"delete_b"}');
  expect(code).toBe(2);
  expect(lines.map((line) => line.class ?? line.error)).toEqual([
    'Read',
    'no tool',
    'no tool',
    'Destructive',
  ]);
  expect(stderr).toContain('line 2 of standard input');
});

test('a tool without a name is a bad line', async () => {
  const { code, lines } = await classified('{"tool":""}\n{"tool":" \\t"}\n{"name":""}\n{"tool":3}\n');
  expect(code).toBe(2);
  expect(lines).toEqual(Array(4).fill({ error: 'no tool' }));
});

test('bytes that are not UTF-8 are a bad line', async () => {
  const { code, lines } = await classified(Buffer.from([0x7b, 0xff, 0x7d, 0x0a]));
  expect(code).toBe(2);
  expect(lines).toEqual([{ error: 'no tool' }]);
});

test('a field of another type is left out, and the tool is classified by the rest', async () => {
  const { lines } = await classified(
    '{"tool":"get_a","title":3,"description":null,"inputSchema":"x","annotations":[1],"server":{}}',
  );
  expect(lines[0].class).toBe('Read');
});
