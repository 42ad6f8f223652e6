import { canonical, type Json, pointerTo } from '@/lib/json';
import { capital } from '../faults';
import type { ApprovalRule, Policy, Rule, RuleSet, SharedRuleSet } from '../language';
import { riskClasses } from '../language';
import { conditionsInWords, durationInWords, limitInWords } from './words';

/** One sentence about a policy. `depth` 1 belongs under the last sentence of depth 0; `tools` are all that it speaks about. */
export type Sentence = { pointer: string; depth: 0 | 1; text: string; tools?: string[] };

const namesShown = 8;
const defaultExpirySeconds = 3_600;

/** The policy read back in plain sentences, in the order in which a call meets them. Tools with the same rules share theirs. */
export function explain(policy: Policy): Sentence[] {
  const sentences: Sentence[] = [
    {
      pointer: '/default',
      depth: 0,
      text:
        policy.default === 'deny'
          ? 'What this policy does not name is denied.'
          : 'What this policy does not name is allowed.',
    },
  ];
  const { hide = [], all_tools: shared, classes = {}, tools = {} } = policy;
  if (hide.length > 0) {
    sentences.push({
      pointer: '/hide',
      depth: 0,
      text: `Hidden from the agent, and refused when called: ${names(hide)}.`,
      tools: hide,
    });
  }
  if (shared !== undefined) {
    const rules = rulesInWords(shared, '/all_tools', 'all_tools');
    if (rules.length > 0)
      sentences.push({ pointer: '/all_tools', depth: 0, text: 'For every call:' }, ...rules);
  }
  for (const group of grouped(tools)) sentences.push(...groupInWords(group));
  for (const riskClass of riskClasses) {
    const ruleSet = classes[riskClass];
    if (ruleSet === undefined) continue;
    const pointer = pointerTo('/classes', riskClass);
    const rules = rulesInWords(ruleSet, pointer, riskClass);
    sentences.push({
      pointer,
      depth: 0,
      text: headline(`Every other ${riskClass} tool`, false, ruleSet, rules.length),
    });
    sentences.push(...rules);
  }
  return sentences;
}

type Group = { keys: string[]; ruleSet: RuleSet };

/** Rule sets that say the same but for a counter named after their tool. */
function grouped(tools: { [pattern: string]: RuleSet }): Group[] {
  const groups = new Map<string, Group>();
  for (const [key, ruleSet] of Object.entries(tools)) {
    const same = canonical(withoutOwnName(ruleSet, key) as Json);
    const group = groups.get(same);
    if (group === undefined) groups.set(same, { keys: [key], ruleSet });
    else group.keys.push(key);
  }
  return [...groups.values()];
}

function withoutOwnName(ruleSet: RuleSet, key: string): RuleSet {
  if (ruleSet.limits === undefined) return ruleSet;
  const limits = ruleSet.limits.map((limit) =>
    limit.counter === `${key}_rate` ? { ...limit, counter: '' } : limit,
  );
  return { ...ruleSet, limits };
}

function groupInWords({ keys, ruleSet }: Group): Sentence[] {
  const first = keys[0] ?? '';
  const pointer = pointerTo('/tools', first);
  const rules = rulesInWords(ruleSet, pointer, first);
  const several = keys.length > 1;
  const subject = capital(several ? names(keys) : nameInWords(first));
  return [
    { pointer, depth: 0, text: headline(subject, several, ruleSet, rules.length), tools: keys },
    ...rules,
  ];
}

function headline(subject: string, several: boolean, ruleSet: RuleSet, rules: number): string {
  const because = ruleSet.reason === undefined ? '' : `, saying ${JSON.stringify(ruleSet.reason)}`;
  const be = several ? 'are' : 'is';
  switch (ruleSet.action ?? 'allow') {
    case 'deny':
      return `${subject} ${be} listed, and every call is denied${because}.`;
    case 'hide':
      return `${subject} ${be} hidden from the agent, and refused when called.`;
    case 'approve':
      return `${subject}: each call waits for a person${because}${rules > 0 ? ', and:' : '.'}`;
    default:
      return rules > 0 ? `${subject} may be called, and:` : `${subject} may be called freely.`;
  }
}

function rulesInWords(
  ruleSet: SharedRuleSet & { action?: RuleSet['action'] },
  at: string,
  key: string,
): Sentence[] {
  if (ruleSet.action === 'deny' || ruleSet.action === 'hide') return [];
  const sentences: Sentence[] = [];
  const say = (pointer: string, text: string) => sentences.push({ pointer, depth: 1, text });
  const told = (text: string | undefined) => (text === undefined ? '' : `, saying ${JSON.stringify(text)}`);
  /** Which calls something happens to; without conditions it happens to all. */
  const matching = ({ conditions }: Rule | ApprovalRule, happens: string) => {
    if (conditions.length === 0) return `Every call ${happens}`;
    return `A call ${happens} when ${conditionsInWords(conditions, 'any')}, or this cannot be told`;
  };
  ruleSet.deny_if?.forEach((rule, index) => {
    say(`${at}/deny_if/${index}`, `${matching(rule, 'is denied')}${told(rule.on_deny)}.`);
  });
  ruleSet.require?.forEach((rule, index) => {
    const text =
      rule.conditions.length === 0
        ? 'A requirement without conditions always holds.'
        : `A call is denied unless ${conditionsInWords(rule.conditions, 'every')}${told(rule.on_deny)}.`;
    say(`${at}/require/${index}`, text);
  });
  if (ruleSet.validate_arguments === true) {
    say(
      `${at}/validate_arguments`,
      'The arguments must fit the reviewed input schema and name nothing else.',
    );
  }
  ruleSet.approve_if?.forEach((rule, index) => {
    const lasts = durationInWords(rule.expires_in ?? defaultExpirySeconds);
    const text = matching(rule, `waits up to ${lasts} for a person`);
    say(`${at}/approve_if/${index}`, `${text}${told(rule.reason)}.`);
  });
  ruleSet.limits?.forEach((limit, index) => {
    say(
      `${at}/limits/${index}`,
      `${limitInWords(limit)}${countOf(limit.counter, key)}${told(limit.on_deny)}.`,
    );
  });
  if (ruleSet.rate_limit !== undefined) {
    const counter = `${key}_rate`;
    say(`${at}/rate_limit`, `${limitInWords({ counter, ...ruleSet.rate_limit })}${countOf(counter, key)}.`);
  }
  return sentences;
}

/** Whose calls a limit counts, where that is not simply the one tool's. */
function countOf(counter: string, key: string): string {
  if (counter !== `${key}_rate`) return ` (counter \`${counter}\`)`;
  const many = key.includes('*') || key === 'all_tools' || riskClasses.some((riskClass) => riskClass === key);
  return many ? ', all of these tools together' : '';
}

function names(keys: readonly string[]): string {
  if (keys.length <= namesShown + 1) return keys.map(nameInWords).join(', ');
  const shown = keys.slice(0, namesShown).map(nameInWords).join(', ');
  return `${shown} and ${keys.length - namesShown} more`;
}

function nameInWords(key: string): string {
  return key.includes('*') ? `every tool like \`${key}\`` : `\`${key}\``;
}
