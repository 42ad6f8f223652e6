import { explain } from '@/lib/policy';
import { oneOf, readArguments, required } from '../arguments';
import { type Io, printable, write } from '../io';
import { readPolicy } from '../policies';

const help = `Usage: sallyport explain POLICY [--format text|json]

Reads a policy back in plain sentences. '-' is standard input.
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, { format: { type: 'string' } }, 1);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const format = oneOf('format', ['text', 'json'], values.format);
  const { policy } = await readPolicy(required(positionals[0], 'The policy'), io);
  const sentences = explain(policy);
  const text =
    format === 'json'
      ? JSON.stringify({ sentences }, undefined, 2)
      : sentences.map((one) => `${one.depth === 1 ? '  - ' : ''}${printable(one.text)}`).join('\n');
  await write(io.stdout, `${text}\n`);
  return 0;
}
