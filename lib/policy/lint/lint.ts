import { parsePointer } from '@/lib/json';
import { conditionsOf, subjectOf } from '../boundary';
import type { CompiledPolicy } from '../compile-types';
import { edit } from '../edit';
import type { Command, Finding, Policy, PolicyTool } from '../language';
import { parse } from '../parse';
import { print } from '../print';
import { checkArguments } from './check-arguments';
import { checkConditions } from './check-conditions';
import { checkContradictions } from './check-contradictions';
import { checkLimits } from './check-limits';
import { checkLists } from './check-lists';
import { checkReach } from './check-reach';
import { checkRisk } from './check-risk';
import { checkTools } from './check-tools';
import { collector, type Report } from './report';
import { runTests } from './run-tests';

export type LintOptions = {
  /** The policy as `compile` made it, where that was done already. */
  compiled?: CompiledPolicy;
  /** The document's own tests are run unless this is false. */
  tests?: boolean;
};

const order = { error: 0, security: 1, warning: 2, suggestion: 3 };

/**
 * Advice about a policy that parses, gravest first. What needs the server's tools (names, arguments, classes, reviews) is said only
 * where they are given. A fix, applied alone, removes its finding and adds none of its level.
 */
export function lint(policy: Policy, tools?: readonly PolicyTool[], options: LintOptions = {}): Finding[] {
  const { findings, report } = collector();
  const subject = subjectOf(policy, tools);
  const conditions = conditionsOf(subject);
  checkTools(subject, report);
  checkArguments(subject, conditions, report);
  checkConditions(subject, conditions, report);
  checkReach(subject, report);
  checkContradictions(subject, conditions, report);
  checkLists(subject, conditions, report);
  checkLimits(subject, report);
  checkRisk(subject, conditions, report);
  if (options.tests !== false) checkOwnTests(policy, tools, options.compiled, report);
  return withSafeFixes(policy, tools, findings).sort((a, b) => order[a.level] - order[b.level]);
}

/** Fixes of errors that are tried out; documents with tests and many errors get fewer fixes, not a slow answer. */
const mostTried = 20;

/** A fix of an error that makes a test of the document fail, or shows another error, would only move the trouble: it is not offered. */
function withSafeFixes(
  policy: Policy,
  tools: readonly PolicyTool[] | undefined,
  findings: Finding[],
): Finding[] {
  const hasTests = (policy.tests?.length ?? 0) > 0;
  const failing = findings.filter(({ code }) => code === 'test-failed').length;
  let text: string | undefined;
  let tried = 0;
  return findings.map((finding) => {
    const { fix, ...rest } = finding;
    if (fix === undefined || finding.level !== 'error') return finding;
    if (showsErrors(policy, tools, fix.commands)) return rest;
    if (!hasTests) return finding;
    tried += 1;
    text ??= print(policy);
    const edited = tried > mostTried ? undefined : edit(text, fix.commands);
    const parsed = edited?.ok ? parse(edited.text) : undefined;
    if (!parsed?.ok) return rest;
    const failingThen = runTests(parsed.policy, tools).filter(({ passed }) => !passed).length;
    return failingThen <= failing ? finding : rest;
  });
}

/** A rule set under the name of another tool is held against another schema. */
function showsErrors(
  policy: Policy,
  tools: readonly PolicyTool[] = [],
  commands: readonly Command[],
): boolean {
  const [rename] = commands;
  if (rename?.kind !== 'rename') return false;
  const [, key = ''] = parsePointer(rename.pointer) ?? [];
  const ruleSet = policy.tools?.[key];
  const tool = tools.find(({ name }) => name === rename.key);
  if (ruleSet === undefined || tool === undefined) return true;
  const alone: Policy = { version: '1', default: 'deny', tools: Object.fromEntries([[tool.name, ruleSet]]) };
  return lint(alone, [tool], { tests: false }).some(({ level }) => level === 'error');
}

function checkOwnTests(
  policy: Policy,
  tools: readonly PolicyTool[] | undefined,
  compiled: CompiledPolicy | undefined,
  report: Report,
): void {
  for (const { test, pointer, decision, passed } of runTests(policy, tools, compiled)) {
    if (passed) continue;
    const wanted = test.rule === undefined ? test.expect : `${test.expect} by ${test.rule}`;
    const at = test.expect === decision.verdict ? `${pointer}/rule` : `${pointer}/expect`;
    report(
      'test-failed',
      at,
      `The test ${JSON.stringify(test.name)} expects ${wanted}; the policy says ${decision.verdict}, by ${decision.rule}.`,
      { tool: test.tool },
    );
  }
}
