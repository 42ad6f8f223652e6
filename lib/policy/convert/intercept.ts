import { parseDocument, visit } from 'yaml';
import { isPattern } from '../glob';
import type { Condition, Limit, Policy, Rule, RuleSet } from '../language';
import { parse } from '../parse';
import { formatPath } from '../path';
import { print } from '../print';
import type { Imported, ImportNote } from './imported';
import { translateCondition } from './intercept-condition';
import {
  InterceptDocument,
  type InterceptRule,
  type InterceptState,
  interceptFault,
  knownKeys,
} from './intercept-schema';

/** See `importIntercept`. */
export function readIntercept(yamlText: string): Imported {
  const source = sourceOf(yamlText);
  if (!source.ok) return unreadable([{ where: '', message: source.message }]);
  const read = InterceptDocument.safeParse(source.value, { error: interceptFault });
  if (read.success) return new Importer().document(read.data);
  return unreadable(read.error.issues.map(({ path, message }) => ({ where: placeOf(path), message })));
}

function unreadable(problems: ImportNote[]): Imported {
  return { ok: false, why: 'unreadable', problems };
}

type Source = { ok: true; value: unknown } | { ok: false; message: string };

function sourceOf(yamlText: string): Source {
  const source = parseDocument(yamlText, { uniqueKeys: true });
  const [broken] = source.errors;
  if (broken !== undefined)
    return { ok: false, message: (broken.message.split('\n')[0] ?? 'This is not YAML').replace(/:?$/, '.') };
  // INVARIANT: zod leaves this name out without a word, and a rule that is lost lets calls through.
  let isLost = false;
  visit(source, {
    Scalar(at, { value, anchor }) {
      if (value === '__proto__' && (at === 'key' || anchor !== undefined)) isLost = true;
    },
  });
  if (isLost) return { ok: false, message: 'The name `__proto__` cannot be read here.' };
  try {
    return { ok: true, value: source.toJS({ maxAliasCount: 100 }) };
  } catch (cause) {
    // Aliases of aliases, or one that stands for nothing.
    return { ok: false, message: cause instanceof Error ? cause.message : 'This is not YAML.' };
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

class Importer {
  private readonly notes: ImportNote[] = [];
  private readonly problems: ImportNote[] = [];
  private readonly counters = new Map<string, string>();

  document(source: InterceptDocument): Imported {
    this.unknown('', source, knownKeys.document);
    const policy: Policy = { version: '1', default: source.default === 'deny' ? 'deny' : 'allow' };
    if (source.description) policy.description = source.description.slice(0, 2_000);
    const hide = this.hidden(source.hide ?? []);
    if (hide.length > 0) policy.hide = hide;
    const ruleSets: [string, RuleSet][] = [];
    for (const [name, tool] of Object.entries(source.tools ?? {})) {
      const where = `tools.${name}`;
      this.unknown(where, tool ?? {}, knownKeys.tool);
      const ruleSet = this.ruleSet(name, tool?.rules ?? [], where);
      if (name === '*') this.everyTool(policy, ruleSet);
      else {
        if (isPattern(name))
          this.problems.push({
            where,
            message: 'A name with a star is a pattern here, and an exact name there.',
          });
        ruleSets.push([name, ruleSet]);
      }
    }
    policy.tools = Object.fromEntries(ruleSets);
    if (this.problems.length > 0) return { ok: false, why: 'unsayable', problems: this.problems };
    const parsed = parse(print(policy));
    if (parsed.ok) return { ok: true, policy: parsed.policy, notes: this.notes };
    return {
      ok: false,
      why: 'unsayable',
      problems: parsed.faults.map(({ pointer, message }) => ({ where: pointer, message })),
    };
  }

  private hidden(names: readonly string[]): string[] {
    names.forEach((name, index) => {
      if (name === '*' || !isPattern(name)) return;
      this.note(
        `hide[${index}]`,
        `\`${name}\` is an exact name there; here it hides every tool that it fits.`,
      );
    });
    return [...new Set(names)];
  }

  /** `"*"` there is what `all_tools` is here. */
  private everyTool(policy: Policy, { action, reason, ...shared }: RuleSet): void {
    if (action === 'deny')
      shared = { deny_if: [{ conditions: [], ...(reason === undefined ? {} : { on_deny: reason }) }] };
    if (Object.keys(shared).length > 0) policy.all_tools = shared;
  }

  private ruleSet(tool: string, rules: readonly InterceptRule[], where: string): RuleSet {
    const ruleSet: RuleSet = {};
    const at = rules.findIndex(({ action }) => action === 'deny');
    const denial = rules[at];
    if (denial !== undefined) {
      ruleSet.action = 'deny';
      if (denial.on_deny !== undefined) ruleSet.reason = denial.on_deny;
      if (rules.length > 1) this.note(where, 'One rule denies every call; the others are left out.');
      this.notAsked(denial, `${where}.rules[${at}]`);
      return ruleSet;
    }
    const required: Rule[] = [];
    const limits: Limit[] = [];
    rules.forEach((rule, index) => {
      this.rule(tool, rule, `${where}.rules[${index}]`, required, limits);
    });
    if (required.length > 0) ruleSet.require = required;
    if (limits.length > 0) ruleSet.limits = limits;
    return ruleSet;
  }

  /** Intercept's `validate` refuses a denial that asks something; its engine asks nothing and denies every call. */
  private notAsked({ rate_limit: rate, conditions, state }: InterceptRule, where: string): void {
    const asked = [
      ...(rate === undefined ? [] : ['`rate_limit`']),
      ...(conditions?.length ? ['`conditions`'] : []),
      ...(state ? ['`state`'] : []),
    ];
    if (asked.length === 0) return;
    const are = asked.length === 1 && !conditions?.length ? 'is not asked and is' : 'are not asked and are';
    this.note(
      where,
      `A rule with \`action: deny\` denies every call, as there: its ${asked.join(' and ')} ${are} left out.`,
    );
  }

  private rule(tool: string, rule: InterceptRule, where: string, required: Rule[], limits: Limit[]): void {
    this.unknown(where, rule, knownKeys.rule);
    const told = rule.on_deny === undefined ? {} : { on_deny: rule.on_deny };
    if (rule.rate_limit !== undefined) {
      const limit = this.rate(tool, rule, where);
      if (limit !== null) limits.push({ ...limit, ...told });
      return;
    }
    if ((rule.conditions?.length ?? 0) === 0) {
      this.problems.push({ where, message: 'A rule has conditions, a rate or the action `deny`.' });
    }
    const conditions: Condition[] = [];
    let maximum: number | undefined;
    for (const [index, condition] of (rule.conditions ?? []).entries()) {
      const at = `${where}.conditions[${index}]`;
      this.unknown(at, condition, knownKeys.condition);
      if (condition.path.startsWith('state.')) {
        const own = rule.state ? `state.${scopeOf(tool)}.${rule.state.counter}` : undefined;
        const most = condition.path === own ? mostOf(condition.op, condition.value) : undefined;
        if (most === undefined) {
          const message =
            'Only `lt` and `lte` with a number, on the counter of the rule itself, can be said as a limit.';
          this.problems.push({ where: at, message });
        } else maximum = Math.min(maximum ?? most, most);
        continue;
      }
      const translated = translateCondition(condition);
      if (!translated.ok) this.problems.push({ where: at, message: `${translated.message}.` });
      else {
        conditions.push(translated.condition);
        for (const message of translated.notes) this.note(at, message);
      }
    }
    if (conditions.length > 0) required.push({ conditions, ...told });
    if (rule.state) {
      this.unknown(`${where}.state`, rule.state, knownKeys.state);
      if (maximum === undefined) this.note(`${where}.state`, 'The counter has no maximum and is left out.');
      else limits.push({ ...this.limit(tool, rule.state, maximum, where), ...told });
    }
  }

  private rate(tool: string, rule: InterceptRule, where: string): Limit | null {
    const match = /^([1-9]\d{0,14})\/(minute|hour|day)$/.exec(rule.rate_limit ?? '');
    if (match === null || (rule.conditions?.length ?? 0) > 0 || rule.state) {
      const message =
        match === null ? 'A rate is written as "5/hour".' : 'A rate cannot stand beside conditions or state.';
      this.problems.push({ where: `${where}.rate_limit`, message });
      return null;
    }
    const window = match[2] as 'minute' | 'hour' | 'day';
    return this.limit(tool, { counter: `_rate_${window}`, window }, Number(match[1]), where);
  }

  private limit(tool: string, state: InterceptState, maximum: number, where: string): Limit {
    const { counter, window, increment = 1, increment_from: from } = state;
    const limit: Limit = {
      counter: this.counter(tool, counter),
      window,
      max: Math.max(0, maximum),
      scope: 'grant',
    };
    this.note(
      where,
      'Counts are kept for each grant, and an error that the server answers has been a call: it is not given back.',
    );
    if (from !== undefined) {
      limit.increment_from = formatPath(from.replace(/^args\./, '').split('.'));
      this.note(
        `${where}.state`,
        'Amounts below 0 and amounts that are no numbers are refused; fractions are counted as they are.',
      );
    } else if (increment > 1) {
      limit.max = Math.floor(limit.max / increment);
      this.note(
        `${where}.state`,
        `Each call counted ${increment}; now ${limit.max} calls are admitted, counted one by one.`,
      );
    }
    return limit;
  }

  /** Counters belong to a tool there, and to the policy here. */
  private counter(tool: string, counter: string): string {
    const whole = `${scopeOf(tool)}.${counter}`;
    let name = counter.startsWith('_rate_') ? `${scopeOf(tool)}${counter}` : whole;
    while ((this.counters.get(name) ?? whole) !== whole) name += '_';
    this.counters.set(name, whole);
    return name;
  }

  private unknown(where: string, object: object, known: readonly string[]): void {
    for (const key of Object.keys(object)) {
      if (!known.includes(key))
        this.problems.push({
          where: where === '' ? key : `${where}.${key}`,
          message: `\`${key}\` is not known.`,
        });
    }
  }

  private note(where: string, message: string): void {
    this.notes.push({ where, message });
  }
}

function scopeOf(tool: string): string {
  return tool === '*' ? '_global' : tool;
}

/** The largest sum that the condition admits: amounts are whole numbers there. */
function mostOf(op: string, value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (op === 'lte') return Math.trunc(value);
  return op === 'lt' ? Math.trunc(value) - 1 : undefined;
}
