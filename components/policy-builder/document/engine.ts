/**
 * What the builder asks of the policy engine: readings, edits, comparisons, trials. Runs in a worker, or lazily where none can
 * be had. INVARIANT: nothing that the page itself loads imports this; the engine is fetched once, beside it.
 */

import { isObject, type JsonNode, type JsonObject, type ObjectNode, pointerTo, shortened } from '@/lib/json';
import {
  type ArgumentsRead,
  admitFirst,
  applyEdits,
  type BoundaryCase,
  boundaryCases,
  type Call,
  type Command,
  type CompiledPolicy,
  compile,
  type Decision,
  decide,
  diff,
  editTree,
  type Parsed,
  type Policy,
  type PolicyTest,
  type PolicyTool,
  parse,
  parseTree,
  readArguments,
  satisfies,
  type TextEdit,
  type ToolDiff,
  testOf,
  usualArguments,
} from '@/lib/policy';
import { type Brought, readImport } from './bring';
import { mergePolicies } from './merge';
import { type Reading, readText, type Verdict } from './reading';
import { type Succession, successionOf } from './succession';

/** `succession` leads from the policy of the text before to that of the text after. */
export type Made = { ok: true; edits: TextEdit[]; succession: Succession } | { ok: false; message: string };
/** Calls on both sides of every rule of a tool, and those of them that can be kept as tests. */
export type Boundary = { cases: BoundaryCase[]; tests: PolicyTest[] };

/** What the policy says to the sample call of a tool. */
export type Sample = Pick<Decision, 'verdict' | 'rule' | 'reason'> & {
  /** Its arguments as JSON, shortened for people. */
  call: string;
  /** Whether they satisfy the reviewed schema: where not, none that do could be thought of. */
  fits: boolean;
};

export type Tried = {
  decision: Decision;
  /** Of the arguments: no JSON; JSON that a form could not write back as it is; or an object that it could. */
  reading: 'none' | 'odd' | 'plain';
};

export type Engine = {
  read(text: string): Reading;
  /** The first thing to be said about a text; null where the text came of an edit of the engine's own: that was sound. */
  judge(text: string): Verdict | null;
  /** The smallest edits that do all commands, or why not: the text is no policy, or would be none afterwards. */
  make(text: string, commands: readonly Command[]): Made;
  /** What the second text means that the first did not, looser first; none where one of them is no policy. */
  compare(before: string, after: string): ToolDiff[];
  /** What the policy says to one call, its arguments as text, where nothing was counted yet. null where the text is no policy. */
  decide(text: string, tool: string, args: string): Tried | null;
  /** The arguments of a tool's sample call, as text to be edited: what its reviewed schema calls for. */
  sample(tool: string): string;
  /** What the policy says to the sample calls of these tools, in their order; none where the text is no policy. */
  samples(text: string, tools: readonly string[]): Sample[];
  boundary(text: string, tool: string): Boundary;
  merge(base: string, mine: string, theirs: string): string | null;
  bring(text: string): Promise<Brought>;
};

type Look = { text: string; parsed: Parsed; root: JsonNode | null };

export function createEngine(tools: readonly PolicyTool[]): Engine {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  let recent: Look[] = [];
  let made: string | null = null;
  /** The last text that was found to be a policy. */
  let judged: { text: string; node: ObjectNode } | null = null;
  const sampled = new Map<string, { args: JsonObject; call: string; fits: boolean }>();
  let last: { text: string; policy: Policy; compiled: CompiledPolicy } | null = null;

  /** The texts of a session follow from each other: the step before has read most of them. */
  function lookAt(text: string): Look {
    const known = recent.find((one) => one.text === text);
    if (known) return known;
    const look = { text, ...parseTree(text) };
    recent = [look, ...recent.slice(0, 1)];
    return look;
  }

  /** Several calls are asked of one text. */
  function compiledOf(text: string) {
    if (last?.text === text) return last;
    const { parsed } = lookAt(text);
    last = parsed.ok ? { text, policy: parsed.policy, compiled: compile(parsed.policy) } : null;
    return last;
  }

  /** The same as long as the definition is. */
  function sampleOf(tool: PolicyTool) {
    const known = sampled.get(tool.name);
    if (known) return known;
    const { inputSchema } = tool;
    const args = usualArguments(inputSchema);
    const fits = inputSchema === undefined || satisfies(inputSchema, args);
    const made = { args, call: shortened(JSON.stringify(args)), fits };
    sampled.set(tool.name, made);
    return made;
  }

  return {
    read: (text) => readText(text, tools, lookAt(text)),
    judge(text) {
      if (text === made) return null;
      const before = judged;
      const { parsed, root } = lookAt(text);
      if (!parsed.ok || root?.kind !== 'object') return { text, faults: parsed.ok ? [] : parsed.faults };
      judged = { text, node: root };
      return {
        text,
        faults: [],
        ...(before && { follows: { text: before.text, succession: successionOf(before, judged) } }),
      };
    },
    make(text, commands) {
      const before = lookAt(text);
      if (!before.parsed.ok || before.root?.kind !== 'object')
        return { ok: false, message: 'The text is not a policy at the moment.' };
      const edited = editTree(text, before.root, commands);
      if (!edited.ok) return edited;
      const after = lookAt(edited.text);
      if (!after.parsed.ok || after.root?.kind !== 'object')
        return { ok: false, message: firstOf(after.parsed) ?? 'That would not be a policy.' };
      made = edited.text;
      judged = { text: made, node: after.root };
      const succession = successionOf({ text, node: before.root }, { text: edited.text, node: after.root });
      return { ok: true, edits: edited.edits, succession };
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
      return { decision: decideFirst(found.compiled, tool, call), reading: readingOf(read) };
    },
    sample: (name) => JSON.stringify(sampleOf(byName.get(name) ?? { name }).args, null, 2),
    samples(text, names) {
      const found = compiledOf(text);
      if (!found) return [];
      return names.map((name) => {
        const tool = byName.get(name) ?? { name };
        const { args, call, fits } = sampleOf(tool);
        const { verdict, rule, reason } = decideFirst(found.compiled, tool, { tool: name, arguments: args });
        return { verdict, rule, reason, call, fits };
      });
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

/** The first edits would wait for the browser to make fast code of what they run: it is run before anybody asks. */
export function rehearse(text: string, tools: readonly PolicyTool[]): void {
  const engine = createEngine(tools);
  const [name] = tools.map((tool) => tool.name);
  if (name === undefined) return;
  let now = text;
  for (const value of ['deny', 'approve', 'deny', 'approve']) {
    const made = engine.make(now, [
      { kind: 'set', pointer: pointerTo('/tools', name), value: { action: value } },
    ]);
    if (!made.ok) return;
    now = applyEdits(now, made.edits);
  }
}

/** What an agent's first call is answered: limits count from nothing, so that only one that admits no such call denies it. */
function decideFirst(compiled: CompiledPolicy, tool: PolicyTool, call: Call): Decision {
  const context = { nowMs: 0, grant: 'try', class: tool.class, schema: tool.inputSchema };
  return admitFirst(decide(compiled, call, context), context.nowMs);
}

function readingOf(read: ArgumentsRead): Tried['reading'] {
  if (!read.ok) return 'none';
  const { duplicateKey, tooDeep, inexact } = read.notes;
  return isObject(read.arguments) && duplicateKey === undefined && !tooDeep && !inexact ? 'plain' : 'odd';
}

function firstOf(parsed: Parsed): string | undefined {
  return parsed.ok ? undefined : parsed.faults[0]?.message;
}
