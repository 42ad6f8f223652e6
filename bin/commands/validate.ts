import { type Finding, lint } from '@/lib/policy';
import { oneOf, readArguments, required } from '../arguments';
import type { Io } from '../io';
import { Unusable, write } from '../io';
import { formats, isAtLeast, type Problem } from '../output/problem';
import { reportOf } from '../output/report';
import { placesIn, readDocument } from '../policies';
import { readTools } from '../tools';

const help = `Usage: sallyport validate POLICY [--tools TOOLS] [--format F] [--fail-on LEVEL]

Faults, findings and tests of a policy. '-' is standard input.

  --tools FILE     a tools/list answer or the catalogue's export: names, arguments and
                   risk classes are checked as well
  --format F       text (when left out), json, github, sarif
  --fail-on LEVEL  error (when left out), security, warning, suggestion

Exit code 0: nothing at or above the level; 1: findings; 2: no valid policy.
`;

/** From the gravest. */
const bars = ['error', 'security', 'warning', 'suggestion'] as const;

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(
    argv,
    { tools: { type: 'string' }, format: { type: 'string' }, 'fail-on': { type: 'string' } },
    1,
  );
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const format = oneOf('format', formats, values.format);
  const bar = oneOf('fail-on', bars, values['fail-on']);
  const path = required(positionals[0], 'The policy');
  if (path === '-' && values.tools === '-') {
    throw new Unusable('Policy and tools cannot both come from standard input.');
  }
  const tools = values.tools === undefined ? undefined : await readTools(values.tools, io);
  const read = await readDocument(path, io);
  if (!read.ok) {
    const faults = read.faults.map(({ code, message, pointer, line, column }): Problem => {
      return { code, level: 'error', message, pointer, file: read.file, line, column };
    });
    await write(io.stdout, reportOf(faults, format, ''));
    return 2;
  }
  const { file, text, policy } = read.document;
  const placeOf = placesIn(text);
  const problems = lint(policy, tools).map((finding) => problemOf(finding, file, placeOf(finding.pointer)));
  const tests = policy.tests?.length ?? 0;
  const passed = tests === 0 ? '' : ` ${tests === 1 ? 'Its test passes' : `All ${tests} tests pass`}.`;
  await write(io.stdout, reportOf(problems, format, `The policy is valid, and nothing is found.${passed}`));
  return problems.some(({ level }) => isAtLeast(level, bar)) ? 1 : 0;
}

function problemOf(finding: Finding, file: string, place: { line: number; column: number }): Problem {
  const { code, level, message, pointer, tool, fix } = finding;
  const problem: Problem = { code, level, message, pointer, file, ...place };
  if (tool !== undefined) problem.tool = tool;
  if (fix !== undefined) problem.fix = fix.title;
  return problem;
}
