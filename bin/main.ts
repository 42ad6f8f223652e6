import { version } from '../package.json';
import { type Io, printable, Unusable, type Verb } from './io';

type Entry = { summary: string; load: () => Promise<{ run: Verb }> };

/** Each verb is loaded when it is asked for: starting costs only what is used. */
const verbs: [name: string, entry: Entry][] = [
  [
    'validate',
    { summary: 'faults, findings and tests of a policy', load: () => import('./commands/validate') },
  ],
  ['test', { summary: "a policy's own tests, one line each", load: () => import('./commands/test') }],
  ['eval', { summary: 'decide recorded calls', load: () => import('./commands/eval') }],
  [
    'diff',
    { summary: 'what changes for which tool between two policies', load: () => import('./commands/diff') },
  ],
  ['classify', { summary: 'how dangerous tools are, and why', load: () => import('./commands/classify') }],
  ['explain', { summary: 'a policy in plain sentences', load: () => import('./commands/explain') }],
  [
    'recommend',
    { summary: 'the recommended policy for a list of tools', load: () => import('./commands/recommend') },
  ],
  [
    'check',
    {
      summary: "what the servers in a client's configuration can do",
      load: () => import('./commands/check'),
    },
  ],
  ['import', { summary: 'fill the public index', load: () => import('./commands/import') }],
  ['convert', { summary: 'to PolicyLayer, from Intercept', load: () => import('./commands/convert') }],
  ['owner', { summary: 'make the first owner without a browser', load: () => import('./commands/owner') }],
  ['user', { summary: "reset a person's password", load: () => import('./commands/user') }],
  ['token', { summary: 'make a token for /api/v1', load: () => import('./commands/token') }],
  ['gateway', { summary: 'serve /mcp/ alone', load: () => import('./commands/gateway') }],
];

/** The command line. Returns the exit code: 0 fine, 1 findings at or above `--fail-on`, 2 unusable input. */
export async function main(argv: string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? io.stderr : io.stdout).write(usage());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    io.stdout.write(`${version}\n`);
    return 0;
  }
  const entry = verbs.find(([verb]) => verb === name)?.[1];
  if (entry === undefined) {
    io.stderr.write(`sallyport: there is no verb '${printable(name)}'.\n\n${usage()}`);
    return 2;
  }
  try {
    const { run } = await entry.load();
    return await run(rest, io);
  } catch (cause) {
    if (!(cause instanceof Unusable)) throw cause;
    io.stderr.write(`sallyport ${name}: ${cause.message.split('\n').map(printable).join('\n')}\n`);
    return 2;
  }
}

function usage(): string {
  const width = Math.max(...verbs.map(([name]) => name.length));
  const lines = verbs.map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `sallyport: policies for MCP servers

Usage: sallyport <verb> [arguments]

${lines.join('\n')}

'sallyport <verb> --help' says more. Exit codes: 0 fine, 1 findings, 2 unusable input.
`;
}
