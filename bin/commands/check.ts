import { readClientConfiguration } from '@/lib/clients';
import { riskClasses } from '@/lib/policy';
import type { Severity } from '@/lib/risk';
import { oneOf, readArguments, required } from '../arguments';
import { type Placed, reportOf } from '../check/report';
import { type CheckedServer, type CheckedTool, checkServer, riskiestFirst } from '../check/servers';
import { onInstallation } from '../installation';
import { type Io, nameOf, printable, readText, Unusable, write } from '../io';
import { formats } from '../output/problem';

const help = `Usage: sallyport check FILE|- [--discover] [--fail-on CLASS|SEVERITY] [--format F]

What the servers in a client's configuration can do, the riskiest first. Reads what Claude, Cursor, VS Code, Windsurf, Codex,
Gemini CLI, Zed and others write (.mcp.json, mcp.json, config.toml …). Servers are looked up in the index by their package or
address.

  --discover       ask those that the index does not know, at their addresses; placeholders are filled from the environment
  --run-commands   with --discover: start commands as well, as the client would
  --send-secrets   with --discover: use secrets that stand in the file
  --fail-on WORD   read, write, execute, destructive, financial; or low, medium, high, critical
  --format F       text (when left out), json, github, sarif

Exit code 0: nothing at or above --fail-on; 1: something is, or with --fail-on nothing is known about a server, or the
registry has deleted one (without --fail-on too); 2: no configuration.
`;

const options = {
  discover: { type: 'boolean' },
  'run-commands': { type: 'boolean' },
  'send-secrets': { type: 'boolean' },
  'fail-on': { type: 'string' },
  format: { type: 'string' },
} as const;

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, options, 1);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const format = oneOf('format', formats, values.format);
  const bar = barOf(values['fail-on']);
  const path = required(positionals[0], 'The configuration');
  if (!values.discover && (values['run-commands'] || values['send-secrets'])) {
    throw new Unusable('--run-commands and --send-secrets are for --discover.');
  }
  const text = await readText(path, io);
  const read = readClientConfiguration(text);
  if (!read.ok) throw new Unusable(`${nameOf(path)}: ${read.message} ${read.hint}`);
  for (const problem of read.problems) io.stderr.write(`${nameOf(path)}: ${printable(problem)}\n`);
  const discovery = values.discover
    ? { text, runsCommands: values['run-commands'] === true, sendsSecrets: values['send-secrets'] === true }
    : undefined;
  const servers = await onInstallation(io, async () => {
    const checked: CheckedServer[] = [];
    for (const entry of read.entries) {
      if (entry.ok) checked.push(await checkServer(entry, discovery));
      else
        io.stderr.write(
          `${nameOf(path)}: ${printable(entry.name)} is left out. ${printable(entry.problem)}\n`,
        );
    }
    return riskiestFirst(checked);
  });
  const placed = servers.map((server): Placed => ({ server, ...placeOf(server.name, text) }));
  await write(io.stdout, reportOf(placed, path === '-' ? 'stdin' : path, format));
  return servers.some((server) => fails(server, bar)) ? 1 : 0;
}

const severities: readonly Severity[] = ['Low', 'Medium', 'High', 'Critical'];

/** Whether a tool is at or above the bar: of its class, or of its severity, which a Read tool that gives out secrets has too. */
type Bar = (tool: CheckedTool) => boolean;

function barOf(word: string | undefined): Bar | undefined {
  if (word === undefined) return undefined;
  const is = (name: string) => name.toLowerCase() === word.toLowerCase();
  const leastClass = riskClasses.findIndex(is);
  if (leastClass >= 0) return (tool) => riskClasses.indexOf(tool.class) >= leastClass;
  const leastSeverity = severities.findIndex(is);
  if (leastSeverity >= 0) return (tool) => severities.indexOf(tool.severity) >= leastSeverity;
  const words = [...riskClasses, ...severities].map((name) => name.toLowerCase()).join(', ');
  throw new Unusable(`--fail-on is one of ${words}, not '${printable(word)}'.`);
}

/** Where a bar is set, a server of which nothing is known is above it: it may do anything. */
function fails(server: CheckedServer, bar: Bar | undefined): boolean {
  if (server.isDeleted) return true;
  if (bar === undefined) return false;
  if (server.source === null || server.tools.some(({ isSuspicious }) => isSuspicious)) return true;
  return server.tools.some(bar);
}

/** Where a server's name stands as a key: of JSON with comments and of TOML alike. */
function placeOf(name: string, text: string): { line: number; column: number } {
  const written = JSON.stringify(name);
  let at = text.indexOf(written);
  while (at >= 0 && !/^\s*:/.test(text.slice(at + written.length, at + written.length + 100))) {
    at = text.indexOf(written, at + 1);
  }
  if (at < 0) at = text.indexOf(`.${name}]`) + 1;
  const before = text.slice(0, Math.max(0, at)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
