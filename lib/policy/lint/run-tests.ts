import { compile } from '../compile';
import type { CompiledPolicy } from '../compile-types';
import { decide } from '../decide';
import type { Decision, Policy, PolicyTest, PolicyTool } from '../language';
import { admitFirst } from '../quota';

/** One test of a document and what the policy says to it. `passed` asks for the verdict and, where the test names one, the rule. */
export type TestOutcome = { test: PolicyTest; pointer: string; decision: Decision; passed: boolean };

/** A time for calls whose time does not matter: no count is kept between tests. */
const anyTime = 0;

/**
 * Runs the tests that are kept in a document, each with fresh quotas. The class is the test's, else the one recorded for the
 * tool; the schema for `validate_arguments` is the tool's.
 */
export function runTests(
  policy: Policy,
  tools: readonly PolicyTool[] = [],
  made?: CompiledPolicy,
): TestOutcome[] {
  const tests = policy.tests ?? [];
  if (tests.length === 0) return [];
  const compiled = made ?? compile(policy);
  const known = new Map(tools.map((tool) => [tool.name, tool]));
  return tests.map((test, index) => {
    const tool = known.get(test.tool);
    const asked = decide(
      compiled,
      { tool: test.tool, arguments: test.arguments ?? {} },
      { nowMs: anyTime, class: test.class ?? tool?.class, schema: tool?.inputSchema },
    );
    const decision = admitFirst(asked, anyTime);
    const passed =
      decision.verdict === test.expect && (test.rule === undefined || test.rule === decision.rule);
    return { test, pointer: `/tests/${index}`, decision, passed };
  });
}
