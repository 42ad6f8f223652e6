import type { Json } from '@/lib/json';
import type { Policy, RiskClass, Verdict } from '@/lib/policy';

/** Something that happened or was shown, and where it can be read. Names and years as in the source. */
export type AttackCase = { name: string; year: number; text: string; source: { title: string; url: string } };

/** One call of the attack, or of honest work beside it, and what the pattern's policy says about it. */
export type AttackCall = {
  tool: string;
  arguments?: { [name: string]: Json };
  /** Made so many times with these arguments; the verdict is that of the last. 1 when left out. */
  times?: number;
  /** Whose work it is. */
  by: 'attack' | 'work';
  expect: Verdict;
  /** The rule that answers: a JSON Pointer into the policy or a word in brackets. */
  rule: string;
};

/** A tool of the example's server, as a person reviewed it. */
export type AttackTool = { class: RiskClass; inputSchema?: Json };

export type AttackPattern = {
  /** Last part of the page's address, and the name of its test. */
  slug: string;
  title: string;
  /** One sentence, for lists and search engines. */
  summary: string;
  /** How it works, a paragraph each. May hold `code`. */
  how: readonly string[];
  cases: readonly [AttackCase, ...AttackCase[]];
  /** The classes of tools that it abuses, the usual one first. */
  classes: readonly [RiskClass, ...RiskClass[]];
  /** Signals of tools that lend themselves to it, as lib/risk names them. */
  signals?: readonly string[];
  /** What stops it, in a few words, after 'Stopped by'. */
  stoppedBy: string;
  policy: Policy;
  /** What the policy does, in a sentence. */
  says: string;
  /** What no policy can see, and what else holds or has to be done. */
  beyond: string;
  tools: { readonly [name: string]: AttackTool };
  calls: readonly AttackCall[];
};

/** The test in which the gateway, with the pattern's very policy, stops the attack. A path in the repository. */
export function attackTest(pattern: Pick<AttackPattern, 'slug'>): string {
  return `lib/gateway/attacks/${pattern.slug}.system.test.ts`;
}

/** An object schema with these properties, all required. */
export function inputs(properties: { [name: string]: Json }, optional: { [name: string]: Json } = {}): Json {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
  };
}
