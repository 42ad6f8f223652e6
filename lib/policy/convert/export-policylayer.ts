import { pointerTo, setOwn } from '@/lib/json';
import { isPattern } from '../glob';
import type { Limit, Operator, Policy, Rule, RuleSet, SharedRuleSet } from '../language';
import { pathOf } from '../path';
import { limitsOf } from '../rate';
import { windowName } from '../window';
import { type PlainRules, plainRules } from './plain-rules';

/** Something that the other dialect has no words for. */
export type Unsayable = { pointer: string; message: string };
export type Exported =
  | { ok: true; policy: Policy; notes: Unsayable[] }
  | { ok: false; problems: Unsayable[] };

/** The operators that PolicyLayer documents. */
export const policyLayerOperators: readonly Operator[] = [
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'not_in',
  'exists',
  'regex',
  'contains',
];

/**
 * The same policy in the strict PolicyLayer dialect: the part of the language that is not marked as going beyond it. What has another
 * spelling there is rewritten; `notes` tell what has no effect on calls and was left out. Where a call could be answered otherwise
 * nothing is exported, and `problems` tell all that cannot be said.
 */
export function exportPolicy(policy: Policy, _dialect: 'policylayer'): Exported {
  const exporter = new Exporter();
  const result = exporter.policy(policy);
  if (exporter.problems.length > 0) return { ok: false, problems: exporter.problems };
  return { ok: true, policy: result, notes: exporter.notes };
}

class Exporter {
  readonly problems: Unsayable[] = [];
  readonly notes: Unsayable[] = [];

  policy(policy: Policy): Policy {
    const result: Policy = { version: '1', default: policy.default };
    if (policy.$schema !== undefined) result.$schema = policy.$schema;
    if (policy.description !== undefined) this.note('/description', 'The description is left out.');
    if ((policy.tests?.length ?? 0) > 0) this.note('/tests', 'The tests are left out.');
    if (Object.keys(policy.classes ?? {}).length > 0) {
      this.problem('/classes', 'Rules for a risk class cannot be said: name each tool.');
    }
    const hide = [...(policy.hide ?? [])];
    hide.forEach((pattern, index) => {
      this.exact(pattern, `/hide/${index}`);
    });
    if (policy.all_tools !== undefined) result.all_tools = this.allTools(policy.all_tools);
    const tools: { [name: string]: RuleSet } = {};
    for (const [key, ruleSet] of Object.entries(policy.tools ?? {})) {
      const pointer = pointerTo('/tools', key);
      this.exact(key, pointer);
      if (ruleSet.action === 'hide') {
        if (!hide.includes(key)) hide.push(key);
      } else setOwn(tools, key, this.ruleSet(ruleSet, key, pointer));
    }
    if (hide.length > 0) result.hide = hide;
    if (policy.tools !== undefined) result.tools = tools;
    return result;
  }

  private allTools(shared: SharedRuleSet): SharedRuleSet {
    const { deny_if, require, approve_if, validate_arguments: validates } = shared;
    for (const [name, rules] of Object.entries({ deny_if, require, approve_if })) {
      if (rules !== undefined && rules.length > 0) {
        this.problem(
          `/all_tools/${name}`,
          `\`all_tools\` knows only \`limits\`: move \`${name}\` to the tools.`,
        );
      }
    }
    if (validates === true) this.validated('/all_tools');
    const limits = this.limits(shared, 'all_tools', '/all_tools');
    return limits.length === 0 ? {} : { limits };
  }

  private ruleSet(ruleSet: RuleSet, key: string, pointer: string): RuleSet {
    if (ruleSet.action === 'deny') {
      const rule: Rule = { conditions: [] };
      if (ruleSet.reason !== undefined) rule.on_deny = ruleSet.reason;
      return { deny_if: [rule] };
    }
    if (ruleSet.action === 'approve')
      this.problem(`${pointer}/action`, 'Approval by a person cannot be said.');
    if ((ruleSet.approve_if?.length ?? 0) > 0) {
      this.problem(`${pointer}/approve_if`, 'Approval by a person cannot be said.');
    }
    if (ruleSet.validate_arguments === true) this.validated(pointer);
    if (ruleSet.reason !== undefined)
      this.note(`${pointer}/reason`, 'The reason is left out: nothing tells it.');
    const plain: PlainRules = { deny_if: [], require: [] };
    for (const list of ['deny_if', 'require'] as const) {
      ruleSet[list]?.forEach((rule, index) => {
        this.rule(rule, list, `${pointer}/${list}/${index}`, plain);
      });
    }
    const result: RuleSet = {};
    if (plain.deny_if.length > 0) result.deny_if = plain.deny_if;
    if (plain.require.length > 0) result.require = plain.require;
    const limits = this.limits(ruleSet, key, pointer);
    if (limits.length > 0) result.limits = limits;
    for (const list of ['deny_if', 'require', 'limits'] as const) {
      const count = result[list]?.length ?? 0;
      if (count > 100)
        this.problem(`${pointer}/${list}`, `Written out this has ${count} entries; 100 are allowed.`);
    }
    return result;
  }

  private rule(rule: Rule, list: 'deny_if' | 'require', pointer: string, into: PlainRules): void {
    const plain = plainRules(rule, list);
    if (plain === null) {
      this.problem(pointer, 'These nested conditions cannot be said as plain lists.');
      return;
    }
    for (const { conditions } of [...plain.deny_if, ...plain.require]) {
      for (const condition of conditions) {
        if (!('op' in condition)) continue;
        const { op, path } = condition;
        if (!policyLayerOperators.includes(op))
          this.problem(pointer, `The operator \`${op}\` is not known there.`);
        if (pathOf(path).includes(null)) this.problem(pointer, `\`[*]\` in \`${path}\` is not known there.`);
      }
    }
    into.deny_if.push(...plain.deny_if);
    into.require.push(...plain.require);
  }

  private limits(ruleSet: RuleSet, key: string, pointer: string): Limit[] {
    return limitsOf(key, ruleSet).map(({ at, limit }) => {
      const where = pointer + at;
      const window = windowName(limit.window);
      if (window !== 'minute' && window !== 'hour' && window !== 'day') {
        this.problem(`${where}/window`, 'A window is a minute, an hour or a day.');
      }
      if (limit.scope !== undefined && limit.scope !== 'grant') {
        this.problem(`${where}/scope`, `A count for the ${limit.scope} cannot be said.`);
      }
      if (limit.increment_from !== undefined)
        this.problem(`${where}/increment_from`, 'A budget cannot be said.');
      if ((limit.by?.length ?? 0) > 0)
        this.problem(`${where}/by`, 'Separate counts by argument cannot be said.');
      if (limit.on_deny !== undefined)
        this.note(`${where}/on_deny`, 'The text is left out: limits have none there.');
      return { counter: limit.counter, window, max: limit.max, scope: 'grant' };
    });
  }

  private exact(name: string, pointer: string): void {
    if (isPattern(name)) this.problem(pointer, `\`${name}\` is a pattern; only exact names are known there.`);
  }

  private validated(pointer: string): void {
    this.problem(`${pointer}/validate_arguments`, 'Checking arguments against the schema cannot be said.');
  }

  private problem(pointer: string, message: string): void {
    this.problems.push({ pointer, message });
  }

  private note(pointer: string, message: string): void {
    this.notes.push({ pointer, message });
  }
}
