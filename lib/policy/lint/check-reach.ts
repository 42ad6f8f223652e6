import { ownerOf, type PlacedRuleSet, type Subject } from '../boundary';
import { isPattern, matchesGlob } from '../glob';
import type { RuleSet } from '../language';
import type { Report } from './report';

/** Rules and rule sets that can never decide anything. */
export function checkReach(subject: Subject, report: Report): void {
  checkHidden(subject, report);
  checkShadowed(subject, report);
  for (const owner of subject.ruleSets) checkBehindAction(owner, report);
}

function checkHidden({ ruleSets, hide, policy }: Subject, report: Report): void {
  for (const { kind, key, pointer } of ruleSets) {
    if (kind !== 'tool' && kind !== 'pattern') continue;
    // A hiding pattern that fits another pattern as it is written fits everything that the other one does.
    const hiding = hide.find((glob) => matchesGlob(glob, key));
    if (hiding === undefined) continue;
    report(
      'unreachable-rule',
      pointer,
      `\`${key}\` can never be called: \`${hiding.pattern}\` in \`hide\` hides it first.`,
      {
        fix: { title: 'Remove the rule set', commands: [{ kind: 'remove', pointer }] },
      },
    );
  }
  policy.hide?.forEach((pattern, index) => {
    const earlier = hide.slice(0, index).find((glob) => matchesGlob(glob, pattern));
    if (earlier === undefined) return;
    const pointer = `/hide/${index}`;
    report('unreachable-rule', pointer, `\`${pattern}\` is hidden by \`${earlier.pattern}\` already.`, {
      fix: { title: 'Remove it from the list', commands: [{ kind: 'remove', pointer }] },
    });
  });
}

function checkShadowed({ ruleSets, outlooks, tools, hide }: Subject, report: Report): void {
  if (tools === undefined) return;
  for (const { kind, key, pointer, tools: decided, fitting } of ruleSets) {
    if (kind !== 'pattern' || fitting === 0 || decided.length > 0) continue;
    if (hide.some((glob) => matchesGlob(glob, key))) continue;
    const instead = outlooks.find(
      ({ tool, hidden, chosen }) => !hidden && chosen && matchesKey(key, tool.name),
    )?.chosen;
    const why = instead === undefined ? 'they are hidden' : `${ownerOf(instead)} and the like decide`;
    report(
      'unreachable-rule',
      pointer,
      `\`${key}\` decides no tool of the server: for all that it fits, ${why}.`,
      {
        fix: { title: 'Remove the rule set', commands: [{ kind: 'remove', pointer }] },
      },
    );
  }
}

function matchesKey(key: string, name: string): boolean {
  return isPattern(key) && matchesGlob({ pattern: key, parts: key.split('*'), literals: 0 }, name);
}

const rules = ['deny_if', 'require', 'validate_arguments', 'approve_if', 'limits', 'rate_limit'] as const;

/** What `deny` and `hide` never come to, and what `approve` has answered already. */
function checkBehindAction(owner: PlacedRuleSet, report: Report): void {
  const { action } = owner.ruleSet;
  if (action === undefined || action === 'allow') return;
  const dead = (action === 'approve' ? (['approve_if'] as const) : rules).filter((name) =>
    says(owner.ruleSet, name),
  );
  const [first] = dead;
  if (first === undefined) return;
  const verb = action === 'approve' ? 'holds' : action === 'deny' ? 'denies' : 'hides';
  report(
    'unreachable-rule',
    `${owner.pointer}/${first}`,
    `${dead.map((name) => `\`${name}\``).join(', ')} of ${ownerOf(owner)} can never fire: \`action\` ${verb} every call first.`,
    {
      fix: {
        title: `Remove ${dead.join(', ')}`,
        commands: dead.map((name) => ({ kind: 'remove', pointer: `${owner.pointer}/${name}` })),
      },
    },
  );
}

function says(ruleSet: RuleSet, name: (typeof rules)[number]): boolean {
  const value = ruleSet[name];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}
