/** The shapes of the case files, and how a case is played through the engine. */

import type { Json } from '@/lib/json';
import { readArguments } from '../arguments';
import { compileText } from '../compile';
import { decide } from '../decide';
import type { Call, Context, Decision, RiskClass, Verdict } from '../language';
import { parse } from '../parse';
import { admit, memoryQuotaStore } from '../quota';
import { generate } from './large';

/** '-' is {}; `$text` is read as written; `$repeat` is a character, how often, and what follows. */
export type CaseArguments =
  | '-'
  | 'TFU'
  | { $text: string }
  | { $repeat: { [name: string]: [string, number, string] } }
  | { [name: string]: Json };

export type CaseCall = {
  tool: string;
  arguments?: Json;
  argumentsText?: string;
  argumentsDepth?: number;
  class?: RiskClass;
  schema?: Json;
  nowMs?: number;
  grant?: string;
  server?: string;
  organisation?: string;
  approved?: boolean;
  expect: Verdict;
  rule?: string;
  reason?: string;
  retryAfterSeconds?: number | null;
  expiresInSeconds?: number;
  spendsApproval?: boolean;
};

/** `policy` gets its version and default where it has none; `faults` are "code pointer line:column". */
export type Refused = {
  text?: string;
  policy?: { [key: string]: Json };
  generate?: string;
  faults: string[];
};

export type Group = {
  says: string;
  condition?: Json;
  conditions?: Json[];
  outcomes?: [CaseArguments, 'true' | 'false' | 'unknown'][];
  both?: [CaseArguments, { require: Verdict; deny_if: Verdict }][];
  policy?: { [key: string]: Json } | null;
  calls?: CaseCall[];
  refused?: Refused[];
};
export type CaseFile = Group[];

const letters: { [letter: string]: Json } = {
  T: { path: 'args.t', op: 'eq', value: 1 },
  F: { path: 'args.t', op: 'eq', value: 2 },
  U: { path: 'args.s', op: 'gt', value: 1 },
};

/** What the conditions say of the arguments, seen from both sides. */
export function outcomeOf(group: Group, args: CaseArguments): { require: Verdict; deny_if: Verdict } {
  const written = group.conditions ?? [group.condition as Json];
  const conditions = spelt(written);
  const verdict = (step: 'require' | 'deny_if') => {
    const text = JSON.stringify({
      version: '1',
      default: 'deny',
      tools: { t: { [step]: [{ conditions }] } },
    });
    const parsed = parse(text);
    if (!parsed.ok) throw new Error(parsed.faults.map((fault) => fault.message).join(' '));
    return decide(compileText(text), { tool: 't', ...argumentsOf(args) }, { nowMs: 0 }).verdict;
  };
  return { require: verdict('require'), deny_if: verdict('deny_if') };
}

/** All calls of a group, one after the other, on one set of counts. */
export function play(group: Group): Decision[] {
  const store = memoryQuotaStore();
  const compiled = compileText(group.policy === undefined ? null : policyText(group.policy));
  return (group.calls ?? []).map((written) => {
    const call: Call = { tool: written.tool };
    if ('arguments' in written) call.arguments = written.arguments;
    if (written.argumentsText !== undefined) Object.assign(call, readText(written.argumentsText));
    if (written.argumentsDepth !== undefined) Object.assign(call, readText(nested(written.argumentsDepth)));
    const { class: riskClass, schema, nowMs = 0, grant, server, organisation, approved } = written;
    const context: Context = { nowMs, grant, server, organisation, class: riskClass, schema, approved };
    return admit(decide(compiled, call, context), store, nowMs);
  });
}

export function checkRefusal(refused: Refused): string[] {
  const generated = refused.generate === undefined ? undefined : generate(refused.generate);
  const parsed = parse(refused.text ?? generated ?? (policyText(refused.policy ?? {}) as string));
  if (parsed.ok) return [];
  return parsed.faults.map(({ code, pointer, line, column }) => {
    const place = refused.text === undefined ? '' : ` ${line}:${column}`;
    const short =
      pointer.length > 100 ? pointer.replace(/(\/0){100,}$|a{257}$|\u{1F600}{257}$/u, '$') : pointer;
    return `${code} ${short === '' ? '(document)' : short}${place}`;
  });
}

function policyText(policy: { [key: string]: Json } | null): string | null {
  if (policy === null) return null;
  if (typeof policy.$text === 'string') return policy.$text;
  return JSON.stringify({ version: '1', default: 'deny', ...policy });
}

function argumentsOf(args: CaseArguments): Partial<Call> {
  if (args === '-') return {};
  if (args === 'TFU') return { arguments: { t: 1, s: 'text' } };
  if ('$text' in args) return readText(args.$text as string);
  if ('$repeat' in args) {
    const entries = Object.entries(args.$repeat as { [name: string]: [string, number, string] });
    return {
      arguments: Object.fromEntries(
        entries.map(([name, [part, times, end]]) => [name, part.repeat(times) + end]),
      ),
    };
  }
  return { arguments: args as Json };
}

function readText(text: string): Partial<Call> {
  const read = readArguments(text);
  if (!read.ok) throw new Error(read.message);
  return { arguments: read.arguments, notes: read.notes };
}

function nested(depth: number): string {
  return `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
}

function spelt(json: Json): Json {
  if (typeof json === 'string') return letters[json] ?? json;
  if (Array.isArray(json)) return json.map(spelt);
  if (typeof json !== 'object' || json === null || 'path' in json) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, spelt(value)]));
}
