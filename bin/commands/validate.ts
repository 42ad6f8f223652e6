import { type Finding, lint } from '@/lib/policy';
import { required } from '../arguments';
import { type Io, write } from '../io';
import { readJudging } from '../judging';
import { isAtLeast, type Problem } from '../output/problem';
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

export async function run(argv: string[], io: Io): Promise<number> {
  const asked = readJudging(argv, 1);
  if (asked.help) {
    io.stdout.write(help);
    return 0;
  }
  const { format, bar } = asked;
  const path = required(asked.positionals[0], 'The policy');
  const tools = asked.tools === undefined ? undefined : await readTools(asked.tools, io);
  const read = await readDocument(path, io);
  if (!read.ok) {
    const faults = read.faults.map(({ offset: _, length: __, ...fault }): Problem => {
      return { level: 'error', file: read.file, ...fault };
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
