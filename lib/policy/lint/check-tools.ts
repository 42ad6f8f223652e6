import { type Json, pointerTo } from '@/lib/json';
import { isCallable, type Outlook, type PlacedRuleSet, rulesOf, type Subject } from '../boundary';
import { isPattern, matchesGlob } from '../glob';
import type { Command } from '../language';
import { nearest } from '../nearest';
import { deciding, removing, setting } from './fixes';
import type { Report } from './report';

/** Nearest names are looked for this often; a policy for another server must not cost seconds. */
const mostSuggestions = 20;
const mostNamed = 50;

/** Names and patterns against the tools of the server. */
export function checkTools(subject: Subject, report: Report): void {
  if (subject.tools === undefined) return;
  checkNames(subject, report);
  checkOverlaps(subject, report);
  checkOutlooks(subject, report);
}

function checkNames({ policy, tools = [], ruleSets, hide }: Subject, report: Report): void {
  const names = tools.map(({ name }) => name);
  const known = new Set(names);
  let suggestions = 0;
  const nearby = (name: string): string | undefined => {
    if (isPattern(name) || suggestions++ >= mostSuggestions) return undefined;
    return nearest(name, names);
  };
  /** The tests of a rule set that is renamed go with it. */
  const retested = (from: string, to: string): Command[] =>
    (policy.tests ?? []).flatMap(({ tool }, index): Command[] => {
      return tool === from ? [{ kind: 'set', pointer: `/tests/${index}/tool`, value: to }] : [];
    });
  for (const { kind, key, pointer, fitting } of ruleSets) {
    if ((kind !== 'tool' && kind !== 'pattern') || fitting > 0) continue;
    const near = nearby(key);
    const free = near !== undefined && !Object.hasOwn(policy.tools ?? {}, near);
    report('unknown-tool', pointer, sentence(key, near), {
      fix: free
        ? {
            title: `Rename it to ${near}`,
            commands: [{ kind: 'rename', pointer, key: near }, ...retested(key, near)],
          }
        : removing('Remove the rule set', pointer),
    });
  }
  hide.forEach((glob, index) => {
    if (known.has(glob.pattern)) return;
    if (isPattern(glob.pattern) && names.some((name) => matchesGlob(glob, name))) return;
    const pointer = `/hide/${index}`;
    const near = nearby(glob.pattern);
    const free = near !== undefined && !policy.hide?.includes(near);
    report('unknown-tool', pointer, sentence(glob.pattern, near), {
      fix: free
        ? setting(`Hide ${near} instead`, pointer, near)
        : removing('Remove it from the list', pointer),
    });
  });
  policy.tests?.forEach(({ tool, expect }, index) => {
    if (known.has(tool) || expect === 'deny' || expect === 'hidden') return;
    const near = nearby(tool);
    const pointer = `/tests/${index}/tool`;
    report('unknown-tool', pointer, sentence(tool, near), { tool });
  });
}

function sentence(name: string, near: string | undefined): string {
  if (isPattern(name)) return `No tool of the server fits the pattern \`${name}\`.`;
  return `The server has no tool \`${name}\`${near === undefined ? '' : `; the nearest name is \`${near}\``}.`;
}

function checkOverlaps({ ruleSets, outlooks }: Subject, report: Report): void {
  const pairs = new Map<string, { winner: PlacedRuleSet; loser: PlacedRuleSet; tools: string[] }>();
  for (const { chosen, tied, tool, hidden } of outlooks) {
    if (chosen === undefined || hidden) continue;
    for (const loser of tied) {
      const key = `${chosen.pointer} ${loser.pointer}`;
      const pair = pairs.get(key) ?? { winner: chosen, loser, tools: [] };
      if (!pair.tools.includes(tool.name)) pair.tools.push(tool.name);
      pairs.set(key, pair);
    }
  }
  const inDocument = (a: PlacedRuleSet, b: PlacedRuleSet) => ruleSets.indexOf(a) - ruleSets.indexOf(b);
  for (const { winner, loser, tools } of [...pairs.values()].sort((a, b) => inDocument(a.winner, b.winner))) {
    const [first = ''] = tools;
    const more = tools.length > 1 ? ` and ${tools.length - 1} more` : '';
    const nameable =
      tools.length <= mostNamed && tools.every((name) => !isPattern(name)) && isCopyable(winner, tools);
    const title = `Name ${first}${more} with the rules of ${winner.key}`;
    report(
      'overlapping-patterns',
      winner.pointer,
      `The patterns \`${winner.key}\` and \`${loser.key}\` fit \`${first}\`${more} with equal weight; \`${winner.key}\` wins because it sorts first.`,
      { tool: first, fix: nameable ? { title, commands: namedApart(winner, tools) } : undefined },
    );
  }
}

/** Rules that are copied bring their own findings along; then the copy must not stand beside the original. */
function isCopyable({ ruleSet, tools, limits }: PlacedRuleSet, named: readonly string[]): boolean {
  if (ruleSet.action === 'deny' || ruleSet.action === 'hide') return true;
  const isPlain = rulesOf(ruleSet).length === 0 && limits.every(({ limit }) => limit.max > 0);
  return isPlain || (named.length === 1 && tools.every(({ name }) => name === named[0]));
}

/** Gives the tools rule sets of their own that say, and count, what the pattern says; a pattern that then decides nothing goes. */
function namedApart(winner: PlacedRuleSet, tools: string[]): Command[] {
  const { rate_limit: rate, ...whole } = winner.ruleSet;
  const { action, reason } = whole;
  const rest =
    action === 'deny' || action === 'hide' ? (reason === undefined ? { action } : { action, reason }) : whole;
  const limits = winner.limits.map(({ limit }) => limit);
  const value = (rate === undefined || rest !== whole ? rest : { ...rest, limits }) as Json;
  const commands: Command[] = tools.map((name) => ({
    kind: 'set',
    pointer: pointerTo('/tools', name),
    value,
  }));
  const left = winner.tools.some(({ name }) => !tools.includes(name));
  if (!left) commands.push({ kind: 'remove', pointer: winner.pointer });
  return commands;
}

function checkOutlooks(subject: Subject, report: Report): void {
  const { policy } = subject;
  const seen = new Set<string>();
  for (const outlook of subject.outlooks) {
    const { tool, hidden, chosen } = outlook;
    if (hidden || seen.has(tool.name)) continue;
    seen.add(tool.name);
    const { name } = tool;
    if (chosen === undefined) {
      report(
        'unreviewed-tool',
        '/default',
        `The policy does not speak about \`${name}\`: the default ${policy.default === 'deny' ? 'denies' : 'allows'} it.`,
        { tool: name, fix: isPattern(name) ? undefined : deciding(`Deny ${name} by name`, name, 'deny') },
      );
    }
    if (!isCallable(outlook)) continue;
    if (tool.review === 'drifted') {
      report(
        'drifted-tool',
        pointerOf(outlook),
        `\`${name}\` changed since it was reviewed, and this policy lets it be called.`,
        {
          tool: name,
          fix: isPattern(name)
            ? undefined
            : deciding(`Hide ${name} until it is reviewed again`, name, 'hide'),
        },
      );
    }
  }
}

/** Where the policy decides about a tool. */
export function pointerOf({ chosen }: Outlook): string {
  return chosen?.pointer ?? '/default';
}
