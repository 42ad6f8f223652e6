import type { Comparison, Condition, Rule } from '../language';

/** Rules whose conditions are plain comparisons. Together they decide what one rule with nested conditions decides. */
export type PlainRules = { deny_if: Rule[]; require: Rule[] };

/**
 * Rewrites a rule without `any`, `all` and `not`, or null where lists of comparisons cannot say it. Exact in all three outcomes:
 * `require {not C}` holds exactly when `deny_if {C}` does not fire, and a `require` of several conditions is as many rules.
 */
export function plainRules(rule: Rule, list: 'deny_if' | 'require'): PlainRules | null {
  const plain: PlainRules = { deny_if: [], require: [] };
  const text = rule.on_deny === undefined ? {} : { on_deny: rule.on_deny };
  const isDone =
    list === 'require' ? requireAll(rule.conditions, text, plain) : denyAll(rule.conditions, text, plain);
  return isDone ? plain : null;
}

type Text = Pick<Rule, 'on_deny'>;

function requireAll(conditions: readonly Condition[], text: Text, into: PlainRules): boolean {
  const together: Comparison[] = [];
  for (const condition of flat(conditions)) {
    if ('op' in condition) {
      const opposite = opposites[condition.op];
      if (opposite === undefined) {
        together.push(condition);
        continue;
      }
      // Unknown where the argument is missing, which the positive operator is not.
      together.push({ path: condition.path, op: 'exists', value: true });
      into.deny_if.push({ conditions: [{ ...condition, op: opposite }], ...text });
    } else if ('not' in condition) {
      if (!denyAll([condition.not], text, into)) return false;
    } else return false;
  }
  if (together.length > 0) into.require.push({ conditions: together, ...text });
  return true;
}

function denyAll(conditions: readonly Condition[], text: Text, into: PlainRules): boolean {
  const all = flat(conditions);
  const [only] = all;
  if (all.length === 1 && only !== undefined && !('op' in only)) {
    if ('any' in only) return only.any.every((member) => denyAll([member], text, into));
    return 'not' in only && requireAll([only.not], text, into);
  }
  if (all.length === 1 && only !== undefined && 'op' in only && opposites[only.op] !== undefined) {
    return requireAll(
      [{ path: only.path, op: opposites[only.op] ?? only.op, value: only.value }],
      text,
      into,
    );
  }
  const together = all.filter(
    (condition): condition is Comparison => 'op' in condition && opposites[condition.op] === undefined,
  );
  if (together.length !== all.length) return false;
  into.deny_if.push({ conditions: together, ...text });
  return true;
}

const opposites: { [op: string]: Comparison['op'] | undefined } = {
  not_regex: 'regex',
  not_contains: 'contains',
};

/** `all` among conditions that are joined by AND, and `any` around a single one, say nothing new. */
function flat(conditions: readonly Condition[]): Condition[] {
  return conditions.flatMap((condition) => {
    if ('all' in condition) return flat(condition.all);
    return 'any' in condition && condition.any.length === 1 ? flat(condition.any) : [condition];
  });
}
