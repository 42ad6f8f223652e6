/** What confirming changed definitions means for one policy. Pure: the same lint and the same choice of rules as everywhere. */

import type { PendingTool, ToolsBeforeAndAfter } from '@/lib/catalogue';
import { parsePointer } from '@/lib/json';
import {
  compileGlob,
  decisionReader,
  type Finding,
  type FindingLevel,
  isPattern,
  lint,
  matchesGlob,
  type Policy,
  type RiskClass,
} from '@/lib/policy';

/** `info` says what will hold; the levels of findings say what is wrong with that. */
export type Effect = { level: FindingLevel | 'info'; code: string | null; says: string };

type Pending = Pick<PendingTool, 'name' | 'change'>;

/** Said by the decision itself, or no matter of a change. */
const left = new Set(['unreviewed-tool', 'drifted-tool', 'loose-limit']);

/** By tool name. A tool that is not in the answer means the same to this policy as before. */
export function effectsOn(
  policy: Policy,
  tools: ToolsBeforeAndAfter,
  pending: readonly Pending[],
): Map<string, Effect[]> {
  const effects = new Map<string, Effect[]>();
  const add = (name: string, effect: Effect) => {
    const there = effects.get(name);
    if (there) there.push(effect);
    else effects.set(name, [effect]);
  };
  const reader = decisionReader(policy);
  const before = new Map(tools.before.map((tool) => [tool.name, tool]));
  const after = new Map(tools.after.map((tool) => [tool.name, tool]));
  for (const { name, change } of pending) {
    if (change === 'removed') continue;
    const now = after.get(name)?.class;
    if (change === 'new') add(name, { level: 'info', code: null, says: `${willBe(reader, name, now)}.` });
    else {
      const said = moved(reader, name, before.get(name)?.class, now);
      if (said !== null) add(name, { level: 'info', code: null, says: said });
    }
  }
  const known = new Set(lint(policy, tools.before).map(keyOf));
  for (const finding of lint(policy, tools.after)) {
    if (left.has(finding.code) || known.has(keyOf(finding))) continue;
    const name = toolOf(policy, finding, pending);
    if (name !== null) add(name, { level: finding.level, code: finding.code, says: finding.message });
  }
  return effects;
}

type Reader = ReturnType<typeof decisionReader>;

const verbs = { allow: 'allowed', deny: 'denied', hide: 'hidden', approve: 'held for a person' } as const;

function willBe(reader: Reader, name: string, riskClass: RiskClass | undefined): string {
  const { action, because } = reader.decision(name, riskClass);
  if (because === '/default') return `No rule speaks of it: ${verbs[action]} by default`;
  return `Will be ${verbs[action]}${by(reader, name, riskClass, because)}`;
}

function by(reader: Reader, name: string, riskClass: RiskClass | undefined, because: string): string {
  if (because.startsWith('/hide/')) return ' by the list hide';
  const chosen = reader.chosen(name, riskClass);
  switch (chosen?.kind) {
    case 'tool':
      return ' by its own rules';
    case 'pattern':
      return ` by the rules of \`${chosen.key}\``;
    case 'class':
      return ` by the rules of the class ${chosen.key}`;
    case undefined:
      return '';
  }
}

/** Another class can choose other rules. Null where it does not. */
function moved(
  reader: Reader,
  name: string,
  before: RiskClass | undefined,
  now: RiskClass | undefined,
): string | null {
  if (before === now) return null;
  const was = reader.decision(name, before);
  const is = reader.decision(name, now);
  if (was.because === is.because) return null;
  return `Was ${verbs[was.action]}${by(reader, name, before, was.because)}. ${willBe(reader, name, now)}.`;
}

function keyOf({ code, pointer, message }: Finding): string {
  return `${code} ${pointer} ${message}`;
}

/** The pending tool that a finding is about: it is named, or the rule that is spoken of is its own. */
function toolOf(policy: Policy, finding: Finding, pending: readonly Pending[]): string | null {
  if (finding.tool !== undefined && pending.some(({ name }) => name === finding.tool)) return finding.tool;
  const [part, key = ''] = parsePointer(finding.pointer) ?? [];
  const pattern = part === 'tools' ? key : part === 'hide' ? policy.hide?.[Number(key)] : undefined;
  if (pattern === undefined) return null;
  const exact = pending.find(({ name }) => name === pattern);
  if (exact !== undefined || !isPattern(pattern)) return exact?.name ?? null;
  const glob = compileGlob(pattern);
  return pending.find(({ name }) => matchesGlob(glob, name))?.name ?? null;
}
