import type { Json } from '@/lib/json';
import type { FindingLevel, Policy, RiskClass, Verdict } from '@/lib/policy';

/** A call of an example, and what the policy says about it. A test decides it and compares. */
export type ExampleCall = {
  tool: string;
  arguments?: { [name: string]: Json };
  class?: RiskClass;
  /** The reviewed input schema of the tool, for `validate_arguments`. */
  schema?: Json;
  approved?: true;
  /** Made so many times; the verdict is that of the last. */
  times?: number;
  expect: Verdict;
  /** The rule that answers: a pointer or a word in brackets. */
  rule: string;
};

/** One piece of a page. Texts may hold `code`, **strong** and [label](/address). */
export type Block =
  | { kind: 'heading'; id: string; text: string; below?: true }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[]; ordered?: true }
  | { kind: 'table'; caption: string; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { kind: 'code'; label: string; text: string }
  | { kind: 'example'; says: string; policy: Policy; calls: readonly ExampleCall[] }
  | { kind: 'links'; links: readonly { title: string; text: string; href: string }[] }
  | {
      kind: 'findings';
      level: FindingLevel;
      links: readonly { code: string; title: string; href: string }[];
    };

export type GuidePage = {
  /** `/guide` and below. */
  path: string;
  title: string;
  /** The title is a name that can be pasted. */
  mono?: true;
  /** For search engines and for links: one sentence. */
  description: string;
  lead: string;
  level?: FindingLevel;
  blocks: readonly Block[];
};

/** What a page says, without where it stands. */
export type Article = Pick<GuidePage, 'title' | 'lead' | 'blocks'>;

/** The two ways round that a page of the guide can be read at. */
export function markdownPath(page: GuidePage): string {
  return `${page.path}.md`;
}
