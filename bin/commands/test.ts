import { runTests, type TestOutcome } from '@/lib/policy';
import { required } from '../arguments';
import { type Io, printable, write } from '../io';
import { readJudging } from '../judging';
import type { Problem } from '../output/problem';
import { reportOf } from '../output/report';
import { placesIn, readPolicy } from '../policies';
import { readRecordedTools } from '../tools';

const help = `Usage: sallyport test POLICY [--tools TOOLS] [--format F] [--fail-on LEVEL]

Runs the tests that are kept in a policy, one line each, with the rule that answered.
'-' is standard input.

  --tools FILE     recorded classes and input schemas, for tests that need them
  --format F       text (when left out), json, github, sarif
  --fail-on LEVEL  error (when left out), security, warning, suggestion: a test that
                   fails is an error, and at or above each of them

Exit code 0: all pass; 1: one fails; 2: no valid policy.
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const asked = readJudging(argv, 1);
  if (asked.help) {
    io.stdout.write(help);
    return 0;
  }
  const { format } = asked;
  const path = required(asked.positionals[0], 'The policy');
  const tools = asked.tools === undefined ? [] : await readRecordedTools(asked.tools, io);
  const { file, text, policy } = await readPolicy(path, io);
  const outcomes = runTests(policy, tools);
  const failed = outcomes.filter(({ passed }) => !passed);
  if (format === 'text') await write(io.stdout, textOf(outcomes));
  else if (format === 'json') await write(io.stdout, jsonOf(outcomes));
  else {
    const placeOf = placesIn(text);
    const problems = failed.map((outcome): Problem => {
      const { test } = outcome;
      // Where `validate` points as well: at the word that is not so.
      const pointer = `${outcome.pointer}/${test.expect === outcome.decision.verdict ? 'rule' : 'expect'}`;
      const level = 'error' as const;
      return {
        code: 'test-failed',
        level,
        message: `The test ${JSON.stringify(test.name)} ${failure(outcome)}`,
        pointer,
        file,
        tool: test.tool,
        ...placeOf(pointer),
      };
    });
    await write(io.stdout, reportOf(problems, format, ''));
  }
  return failed.length > 0 ? 1 : 0;
}

function textOf(outcomes: readonly TestOutcome[]): string {
  if (outcomes.length === 0) return 'The policy has no tests.\n';
  const lines = outcomes.map((outcome) => {
    const { test, decision, passed } = outcome;
    const told = passed ? `${decision.verdict} by ${decision.rule}` : failure(outcome);
    return `${passed ? 'ok  ' : 'FAIL'}  ${printable(test.name)}: ${printable(told)}\n`;
  });
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  return `${lines.join('')}${passed} passed, ${outcomes.length - passed} failed\n`;
}

function jsonOf(outcomes: readonly TestOutcome[]): string {
  const tests = outcomes.map(({ test, decision, passed }) => {
    const { verdict, rule, reason } = decision;
    return { name: test.name, tool: test.tool, passed, expect: test.expect, verdict, rule, reason };
  });
  return `${JSON.stringify({ tests }, undefined, 2)}\n`;
}

function failure({ test, decision }: TestOutcome): string {
  const wanted = test.rule === undefined ? test.expect : `${test.expect} by ${test.rule}`;
  return `expected ${wanted}, got ${decision.verdict} by ${decision.rule}`;
}
