/**
 * What the builder asks of the policy engine: readings, edits, comparisons, trials. Runs in a worker, or lazily where none can
 * be had. INVARIANT: nothing that the page itself loads imports this; the engine is fetched once, beside it.
 */

import {
  type BoundaryCase,
  boundaryCases,
  type Call,
  type Command,
  type CompiledPolicy,
  compile,
  type Decision,
  decide,
  diff,
  edit,
  type Policy,
  type PolicyTest,
  type PolicyTool,
  parse,
  readArguments,
  type TextEdit,
  type ToolDiff,
  testOf,
} from '@/lib/policy';
import { type Brought, readImport } from './bring';
import { mergePolicies } from './merge';
import { type Reading, readText } from './reading';

export type Made = { ok: true; edits: TextEdit[] } | { ok: false; message: string };
/** Calls on both sides of every rule of a tool, and those of them that can be kept as tests. */
export type Boundary = { cases: BoundaryCase[]; tests: PolicyTest[] };

export type Engine = {
  read(text: string): Reading;
  /** The smallest edits that do all commands, or why not: the text is no policy, or would be none afterwards. */
  make(text: string, commands: readonly Command[]): Made;
  /** What the second text means that the first did not, looser first; none where one of them is no policy. */
  compare(before: string, after: string): ToolDiff[];
  /** What the policy says to one call, its arguments as text. null where the text is no policy. */
  decide(text: string, tool: string, args: string): Decision | null;
  boundary(text: string, tool: string): Boundary;
  merge(base: string, mine: string, theirs: string): string | null;
  bring(text: string): Promise<Brought>;
};

export function createEngine(tools: readonly PolicyTool[]): Engine {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  let sound: string | null = null;
  let last: { text: string; policy: Policy; compiled: CompiledPolicy } | null = null;

  /** The texts of a session follow from each other: most were found sound by the step before. */
  function isSound(text: string): boolean {
    if (text === sound) return true;
    if (!parse(text).ok) return false;
    sound = text;
    return true;
  }

  /** Several calls are asked of one text. */
  function compiledOf(text: string) {
    if (last?.text === text) return last;
    const parsed = parse(text);
    last = parsed.ok ? { text, policy: parsed.policy, compiled: compile(parsed.policy) } : null;
    return last;
  }

  return {
    read(text) {
      const reading = readText(text, tools);
      if (reading.faults.length === 0) sound = text;
      return reading;
    },
    make(text, commands) {
      if (!isSound(text)) return { ok: false, message: 'The text is not a policy at the moment.' };
      const edited = edit(text, commands);
      if (!edited.ok) return edited;
      if (edited.text === text) return { ok: true, edits: [] };
      const parsed = parse(edited.text);
      if (!parsed.ok)
        return { ok: false, message: parsed.faults[0]?.message ?? 'That would not be a policy.' };
      sound = edited.text;
      return { ok: true, edits: edited.edits };
    },
    compare(before, after) {
      const [was, is] = [parse(before), parse(after)];
      if (!was.ok || !is.ok) return [];
      return diff(was.policy, is.policy, tools).filter((one) => one.relation !== 'same' || one.why);
    },
    decide(text, name, args) {
      const found = compiledOf(text);
      if (!found) return null;
      const tool = byName.get(name) ?? { name };
      const read = readArguments(args);
      const call: Call = read.ok ? { tool: name, ...read } : { tool: name, arguments: null };
      const context = { nowMs: 0, grant: 'try', class: tool.class, schema: tool.inputSchema };
      return decide(found.compiled, call, context);
    },
    boundary(text, name) {
      const found = compiledOf(text);
      if (!found) return { cases: [], tests: [] };
      const cases = boundaryCases(found.policy, byName.get(name) ?? { name }, found.compiled);
      return { cases, tests: cases.flatMap((one) => testOf(one) ?? []) };
    },
    merge: mergePolicies,
    bring: readImport,
  };
}
