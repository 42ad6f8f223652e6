import { type Json, pointerTo } from '@/lib/json';
import {
  type Conditions,
  isCallable,
  type Outlook,
  ownerOf,
  type PlacedRuleSet,
  ruleInWords,
  rulesOf,
  type Subject,
} from '../boundary';
import { isPattern } from '../glob';
import type { Command, Condition, RuleSet } from '../language';
import { recommendedLimit, recommendedPerMinute } from '../recommend';
import { freeName } from './check-limits';
import { pointerOf } from './check-tools';
import { deciding, type Fix, setting } from './fixes';
import type { Report } from './report';

/** How dangerous tools are held. */
export function checkRisk(subject: Subject, conditions: Conditions, report: Report): void {
  checkDefault(subject, report);
  checkWidePatterns(subject, report);
  const seen = new Set<string>();
  const known: Known = { limited: new Set(), counters: undefined };
  for (const outlook of subject.outlooks) {
    if (seen.has(outlook.tool.name) || !isCallable(outlook)) continue;
    seen.add(outlook.tool.name);
    checkTool(subject, outlook, known, report);
  }
  checkBlockLists(conditions, report);
  checkTests(subject, conditions, report);
}

function checkDefault(subject: Subject, report: Report): void {
  const { policy, outlooks } = subject;
  if (policy.default !== 'allow' || hidesAll(subject) || Object.keys(policy.tools ?? {}).some(fitsAll))
    return;
  const through = outlooks.filter(({ hidden, chosen }) => !hidden && chosen === undefined);
  const dangerous = through.filter(({ tool }) => tool.class !== 'Read' && tool.class !== 'Write');
  const harmless = through.filter(({ tool }) => tool.class === 'Read' && !isPattern(tool.name));
  const keep = [...new Set(harmless.map(({ tool }) => tool.name))];
  const [first] = dangerous;
  const more =
    dangerous.length > 1
      ? ` and ${dangerous.length - 1} more Execute, Destructive, Financial or unclassified tools`
      : '';
  const now = first === undefined ? 'every tool that it does not name' : `\`${first.tool.name}\`${more}`;
  const commands: Command[] = [{ kind: 'set', pointer: '/default', value: 'deny' }];
  let title = 'Deny by default';
  if (keep.length > 0) {
    commands.push({ kind: 'decide', tools: keep, action: 'allow' });
    title += `, and name the ${keep.length > 1 ? `${keep.length} Read tools` : 'Read tool'}`;
  }
  const message = `The policy lets ${now} through, and every future one.`;
  report('open-default', '/default', message, { fix: { title, commands } });
}

function fitsAll(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

function hidesAll({ policy }: Subject): boolean {
  return policy.hide?.some(fitsAll) === true;
}

function checkWidePatterns(subject: Subject, report: Report): void {
  if (hidesAll(subject)) return;
  for (const owner of subject.ruleSets) {
    if (!fitsAll(owner.key) || !isFree(owner)) continue;
    report(
      'wide-pattern',
      owner.pointer,
      `${ownerOf(owner)} allows every tool, and every future one, without a rule of its own.`,
      {
        fix: setting('Deny what only this pattern fits', `${owner.pointer}/action`, 'deny'),
      },
    );
  }
}

function isFree({ ruleSet, limits }: PlacedRuleSet): boolean {
  return (ruleSet.action ?? 'allow') === 'allow' && !hasRules(ruleSet) && limits.length === 0;
}

/** Whether some rule can stop a call. One without conditions in `require`, or with one that is never true elsewhere, cannot. */
function hasRules({ deny_if = [], require = [], approve_if = [] }: RuleSet): boolean {
  return (
    require.some(({ conditions }) => conditions.length > 0) ||
    [...deny_if, ...approve_if].some(({ conditions }) => !conditions.some(isNeverTrue))
  );
}

function isNeverTrue(condition: Condition): boolean {
  if ('op' in condition)
    return condition.op === 'in' && Array.isArray(condition.value) && condition.value.length === 0;
  return 'any' in condition && condition.any.length === 0;
}

/** Patterns and classes that a limit was offered for, and the names that counters have; looked up when they are first needed. */
type Known = { limited: Set<PlacedRuleSet>; counters: Set<string> | undefined };

function checkTool(subject: Subject, outlook: Outlook, known: Known, report: Report): void {
  const { tool, chosen } = outlook;
  const { name } = tool;
  const inForce = [chosen, subject.shared].filter((owner) => owner !== undefined);
  const isLimited = inForce.some(({ limits }) => limits.length > 0);
  const isGuarded = isLimited || inForce.some(({ ruleSet }) => hasRules(ruleSet));
  if (outlook.action !== 'allow') return;
  const nameable = !isPattern(name);
  if (tool.class === undefined) {
    if (isGuarded) return;
    // Rules that cannot stop a call are findings of their own, and would be copied along.
    const isPlain = rulesOf(chosen?.ruleSet ?? {}).length === 0;
    report(
      'unclassified-tool',
      pointerOf(outlook),
      `\`${name}\` may be called freely, and nobody has said how dangerous it is.`,
      { tool: name, fix: nameable && isPlain ? holdFix(outlook) : undefined },
    );
  } else if (tool.class === 'Destructive' || tool.class === 'Financial') {
    if (isGuarded) return;
    const [code, action, title] =
      tool.class === 'Destructive'
        ? (['unguarded-destructive', 'hide', `Hide ${name}`] as const)
        : (['unguarded-financial', 'approve', `Hold ${name} for approval`] as const);
    report(
      code,
      pointerOf(outlook),
      `\`${name}\` is ${tool.class} and may be called with neither approval, condition nor limit.`,
      { tool: name, fix: nameable ? deciding(title, name, action) : undefined },
    );
  } else if (tool.class === 'Execute' && !isLimited) {
    const owner = chosen?.kind === 'tool' ? undefined : chosen;
    const again = owner !== undefined && known.limited.has(owner);
    if (owner !== undefined) known.limited.add(owner);
    report(
      'unlimited-execute',
      pointerOf(outlook),
      `\`${name}\` is Execute and may be called as often as an agent likes.`,
      { tool: name, fix: nameable && !again ? limitFix(outlook, subject, known) : undefined },
    );
  }
}

/** A pattern that decides this tool alone is held itself: beside a rule set for the tool it would decide nothing any more. */
function holdFix({ tool: { name }, chosen }: Outlook): Fix {
  const title = `Hold ${name} for approval`;
  if (chosen?.kind !== 'pattern' || chosen.tools.length > 1) return deciding(title, name, 'approve');
  return setting(title, `${chosen.pointer}/action`, 'approve');
}

function limitFix({ tool, chosen }: Outlook, { ruleSets }: Subject, known: Known) {
  const key = chosen?.key ?? tool.name;
  known.counters ??= new Set(ruleSets.flatMap(({ limits }) => limits.map(({ limit }) => limit.counter)));
  const { counters } = known;
  const limit = recommendedLimit(key, 'Execute');
  const limits = [{ ...limit, counter: freeName(limit.counter, counters) }] as Json;
  const title = `Admit ${recommendedPerMinute.Execute} a minute`;
  if (chosen === undefined) return setting(title, pointerTo('/tools', tool.name), { limits });
  const together = chosen.kind === 'tool' ? title : `${title}, all tools of ${key} together`;
  return setting(together, `${chosen.pointer}/limits`, limits);
}

const texts = ['contains', 'regex', 'starts_with', 'ends_with'];

function checkBlockLists({ comparisons }: Conditions, report: Report): void {
  const positive = new Set(
    comparisons.filter(({ in: rule }) => rule.list !== 'deny_if').map(({ in: rule }) => rule.owner),
  );
  for (const { in: rule, pointer, pathText, comparison, admits } of comparisons) {
    if (rule.list !== 'deny_if' || admits || !texts.includes(comparison.op) || positive.has(rule.owner))
      continue;
    const { ruleSet, tools } = rule.owner;
    if (ruleSet.action === 'approve' || !tools.some((tool) => tool.class === 'Execute')) continue;
    positive.add(rule.owner);
    report(
      'block-list',
      pointer,
      `${ruleInWords(rule)} lists what \`${pathText}\` must not hold; whatever it does not list goes through.`,
      { tool: rule.owner.tool },
    );
  }
}

function checkTests({ policy }: Subject, { comparisons }: Conditions, report: Report): void {
  if (comparisons.length === 0 || (policy.tests?.length ?? 0) > 0) return;
  report('no-tests', '', 'The policy looks at arguments and has no tests that say what it is for.');
}
