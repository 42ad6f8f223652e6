import {
  denyAll,
  type Policy,
  type PolicyTool,
  print,
  readOnly,
  recommend,
  recommendByClass,
} from '@/lib/policy';
import { oneOf, readArguments, required } from '../arguments';
import { type Io, write } from '../io';
import { readTools } from '../tools';

const help = `Usage: sallyport recommend TOOLS [--as WHAT]

Writes the recommended policy for a tools/list answer or the catalogue's export.
'-' is standard input. Tools without a recorded risk class are classified.

  --as WHAT  tools: names each tool (when left out); classes: one rule set a class;
             read-only: Read tools alone; deny-all
`;

const starts: {
  [what in 'tools' | 'classes' | 'read-only' | 'deny-all']: (tools: readonly PolicyTool[]) => Policy;
} = {
  tools: recommend,
  classes: recommendByClass,
  'read-only': readOnly,
  'deny-all': denyAll,
};

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, { as: { type: 'string' } }, 1);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const what = oneOf('as', ['tools', 'classes', 'read-only', 'deny-all'], values.as);
  const tools = await readTools(required(positionals[0], 'The list of tools'), io);
  await write(io.stdout, print(starts[what](tools)));
  return 0;
}
