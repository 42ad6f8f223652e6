import { ownerOf, type PlacedRuleSet, type Subject } from '../boundary';
import { compileGlob, matchesGlob } from '../glob';
import type { RuleSet } from '../language';
import { removing } from './fixes';
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
      { fix: removing('Remove the rule set', pointer) },
    );
  }
  policy.hide?.forEach((pattern, index) => {
    const earlier = hide.slice(0, index).find((glob) => matchesGlob(glob, pattern));
    if (earlier === undefined) return;
    const pointer = `/hide/${index}`;
    report('unreachable-rule', pointer, `\`${pattern}\` is hidden by \`${earlier.pattern}\` already.`, {
      fix: removing('Remove it from the list', pointer),
    });
  });
}

function checkShadowed({ ruleSets, outlooks, tools, hide }: Subject, report: Report): void {
  if (tools === undefined) return;
  for (const { kind, key, pointer, tools: decided, fitting } of ruleSets) {
    if (kind !== 'pattern' || fitting === 0 || decided.length > 0) continue;
    if (hide.some((glob) => matchesGlob(glob, key))) continue;
    const glob = compileGlob(key);
    const instead = outlooks.find(
      ({ tool, hidden, chosen }) => !hidden && chosen && matchesGlob(glob, tool.name),
    )?.chosen;
    const why = instead === undefined ? 'they are hidden' : `${ownerOf(instead)} and the like decide`;
    report(
      'unreachable-rule',
      pointer,
      `\`${key}\` decides no tool of the server: for all that it fits, ${why}.`,
      { fix: removing('Remove the rule set', pointer) },
    );
  }
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
    { fix: removing(`Remove ${dead.join(', ')}`, ...dead.map((name) => `${owner.pointer}/${name}`)) },
  );
}

function says(ruleSet: RuleSet, name: (typeof rules)[number]): boolean {
  const value = ruleSet[name];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}
