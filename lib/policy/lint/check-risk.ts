import { type Json, pointerTo } from '@/lib/json';
import type { Conditions } from '../boundary';
import {
  isCallable,
  isOpen,
  type Outlook,
  ownerOf,
  type PlacedRuleSet,
  ruleInWords,
  type Subject,
} from '../boundary';
import { isPattern } from '../glob';
import type { Command, RuleSet } from '../language';
import { limitsOf } from '../rate';
import { recommendedPerMinute, recommendedRuleSet } from '../recommend';
import { capital } from './check-arguments';
import { decideFix, pointerOf } from './check-tools';
import type { Report } from './report';

/** How dangerous tools are held. */
export function checkRisk(subject: Subject, conditions: Conditions, report: Report): void {
  checkDefault(subject, report);
  checkWidePatterns(subject, report);
  const seen = new Set<string>();
  const limited = new Set<PlacedRuleSet>();
  for (const outlook of subject.outlooks) {
    if (seen.has(outlook.tool.name) || !isCallable(subject, outlook)) continue;
    seen.add(outlook.tool.name);
    checkTool(subject, outlook, limited, report);
  }
  checkBlockLists(conditions, report);
  checkTests(subject, conditions, report);
}

function checkDefault(subject: Subject, report: Report): void {
  const { policy, outlooks } = subject;
  if (policy.default !== 'allow' || policy.hide?.includes('*') || Object.hasOwn(policy.tools ?? {}, '*'))
    return;
  const through = outlooks.filter(({ hidden, chosen }) => !hidden && chosen === undefined);
  const dangerous = through.filter(({ tool }) => tool.class !== 'Read' && tool.class !== 'Write');
  const keep = through
    .filter(({ tool }) => tool.class === 'Read' && !isPattern(tool.name))
    .map(({ tool }) => tool.name);
  const [first] = dangerous;
  const more =
    dangerous.length > 1
      ? ` and ${dangerous.length - 1} more Execute, Destructive, Financial or unclassified tools`
      : '';
  const now = first === undefined ? 'every tool that it does not name' : `\`${first.tool.name}\`${more}`;
  const commands: Command[] = [{ kind: 'set', pointer: '/default', value: 'deny' }];
  if (keep.length > 0) commands.push({ kind: 'decide', tools: [...new Set(keep)], action: 'allow' });
  report('open-default', '/default', `The policy lets ${now} through, and every future one.`, {
    fix: {
      title: keep.length > 0 ? `Deny by default, and name the ${keep.length} Read tools` : 'Deny by default',
      commands,
    },
  });
}

function checkWidePatterns({ ruleSets }: Subject, report: Report): void {
  for (const owner of ruleSets) {
    if (owner.kind !== 'pattern' || !/^\*+$/.test(owner.key) || !isFree(owner.ruleSet)) continue;
    report(
      'wide-pattern',
      owner.pointer,
      `${capital(ownerOf(owner))} allows every tool, and every future one, without a rule.`,
      {
        fix: { title: 'Remove the rule set', commands: [{ kind: 'remove', pointer: owner.pointer }] },
      },
    );
  }
}

function isFree(ruleSet: RuleSet): boolean {
  return (ruleSet.action ?? 'allow') === 'allow' && !hasRules(ruleSet) && limitsOf('', ruleSet).length === 0;
}

function hasRules({ deny_if, require, approve_if }: RuleSet): boolean {
  return [deny_if, require, approve_if].some((list) => (list?.length ?? 0) > 0);
}

function checkTool(subject: Subject, outlook: Outlook, limited: Set<PlacedRuleSet>, report: Report): void {
  const { tool, chosen } = outlook;
  const { name } = tool;
  const inForce: RuleSet[] = [chosen?.ruleSet ?? {}, subject.shared?.ruleSet ?? {}];
  const isLimited = inForce.some((ruleSet) => limitsOf('', ruleSet).length > 0);
  const isGuarded = isLimited || inForce.some(hasRules);
  if (!isOpen(subject, outlook)) return;
  const nameable = !isPattern(name);
  if (tool.class === undefined) {
    if (isGuarded) return;
    report(
      'unclassified-tool',
      pointerOf(outlook),
      `\`${name}\` may be called freely, and nobody has said how dangerous it is.`,
      {
        tool: name,
        ...(nameable ? { fix: decideFix(name, 'approve', `Hold ${name} for approval`) } : {}),
      },
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
      {
        tool: name,
        ...(nameable ? { fix: decideFix(name, action, title) } : {}),
      },
    );
  } else if (tool.class === 'Execute' && !isLimited) {
    const owner = chosen?.kind === 'tool' ? undefined : chosen;
    const again = owner !== undefined && limited.has(owner);
    if (owner !== undefined) limited.add(owner);
    report(
      'unlimited-execute',
      pointerOf(outlook),
      `\`${name}\` is Execute and may be called as often as an agent likes.`,
      {
        tool: name,
        ...(nameable && !again ? { fix: limitFix(outlook) } : {}),
      },
    );
  }
}

function limitFix({ tool, chosen }: Outlook): { title: string; commands: Command[] } {
  const key = chosen?.key ?? tool.name;
  const limits = recommendedRuleSet(key, 'Execute').limits as Json;
  const title = `Admit ${recommendedPerMinute.Execute} a minute`;
  if (chosen === undefined) {
    return { title, commands: [{ kind: 'set', pointer: pointerTo('/tools', tool.name), value: { limits } }] };
  }
  const together = chosen.kind === 'tool' ? title : `${title}, all tools of ${key} together`;
  return { title: together, commands: [{ kind: 'set', pointer: `${chosen.pointer}/limits`, value: limits }] };
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
      `${capital(ruleInWords(rule))} lists what \`${pathText}\` must not hold; whatever it does not list goes through.`,
      rule.owner.kind === 'tool' ? { tool: rule.owner.key } : {},
    );
  }
}

function checkTests({ policy }: Subject, { comparisons }: Conditions, report: Report): void {
  if (comparisons.length === 0 || (policy.tests?.length ?? 0) > 0) return;
  report('no-tests', '', 'The policy looks at arguments and has no tests that say what it is for.');
}
