import type { Json } from '@/lib/json';
import type { PlacedRuleSet, Subject } from '../boundary';
import { assertedPaths, type Conditions, type PlacedComparison, ruleInWords } from '../boundary';
import { parseFolder } from '../folder';
import { hostOf, parseHostPattern } from '../host';
import type { Command, Operator } from '../language';
import { isNegation, negations, operators } from '../operators';
import { compileRegex } from '../regex';
import { placesOf, short } from './check-arguments';
import { type Fix, setting } from './fixes';
import { severalShapes } from './impossible';
import type { Report } from './report';

/** Conditions that say less than they seem to. */
export function checkConditions(subject: Subject, conditions: Conditions, report: Report): void {
  const asserted = assertions(subject);
  const schemes = fixedSchemes(conditions);
  for (const comparison of conditions.comparisons) {
    checkMissing(comparison, asserted(comparison.in.owner), subject, report);
    checkAnchors(comparison, report);
    checkScheme(comparison, subject, schemes, report);
    checkPrefix(comparison, report);
  }
}

/** Paths that must be there for a call that a rule set decides: its own and those of `all_tools`. */
function assertions({ shared }: Subject): (owner: PlacedRuleSet) => (path: string) => boolean {
  const known = new Map<PlacedRuleSet, Set<string>>();
  const of = (owner: PlacedRuleSet) => {
    const paths = known.get(owner) ?? assertedPaths(owner);
    known.set(owner, paths);
    return paths;
  };
  return (owner) => (path) => of(owner).has(path) || (shared !== undefined && of(shared).has(path));
}

function checkMissing(
  comparison: PlacedComparison,
  isAsserted: (path: string) => boolean,
  subject: Subject,
  report: Report,
): void {
  const { in: rule, path, pathText, admits, pointer } = comparison;
  const { op, value } = comparison.comparison;
  // What is said of a missing argument is false, but for these.
  if (path.length === 0 || op === 'exists' || isNegation(op)) return;
  // Inside a `require` something false can only let a call through under a `not`; elsewhere it does so without one.
  if (admits || isAsserted(pathText)) return;
  if (rule.list === 'require') {
    report(
      'not-around-missing',
      pointer,
      `${ruleInWords(rule)} holds when \`${pathText}\` is missing: \`not\` turns round the false of \`${op}\`.`,
      { fix: notFix(comparison) },
    );
    return;
  }
  if (subject.tools === undefined) return;
  const places = placesOf(rule.owner, path).filter(({ place }) => place.declared !== 'no');
  const optional = places.find(({ place }) => place.optional);
  const shaped = places.find(({ place }) => severalShapes(place, op, value));
  const found = optional ?? shaped;
  if (found === undefined) return;
  const effect = rule.list === 'deny_if' ? 'denied' : 'held';
  const how = optional ? 'leaves out' : 'gives another shape to';
  report(
    'optional-argument-bypass',
    pointer,
    `A call of \`${found.tool.name}\` that ${how} \`${pathText}\` is not ${effect} by ${ruleInWords(rule)}.`,
    { tool: found.tool.name, fix: optional && !shaped ? requiring(rule.owner, pathText) : undefined },
  );
}

function notFix(comparison: PlacedComparison): Fix {
  const { pointer, pathText, negated } = comparison;
  const { path, op, value } = comparison.comparison;
  const opposite = operators.find((other) => isNegation(other) && negations[other] === op);
  if (negated && opposite !== undefined) {
    const whole = pointer.slice(0, -'/not'.length);
    return setting(`Use ${opposite}`, whole, { path, op: opposite, value });
  }
  return requiring(comparison.in.owner, pathText);
}

function requiring(owner: PlacedRuleSet, path: string): Fix {
  return { title: `Require ${path}`, commands: [addRequire(owner, path, 'exists', true)] };
}

/** One more rule in `require`. */
function addRequire({ pointer, ruleSet }: PlacedRuleSet, path: string, op: Operator, value: Json): Command {
  const rule: Json = { conditions: [{ path, op, value }] };
  const list = `${pointer}/require`;
  if (ruleSet.require === undefined) return { kind: 'set', pointer: list, value: [rule] };
  return { kind: 'insert', pointer: list, index: ruleSet.require.length, value: rule };
}

function checkAnchors(
  { in: rule, pointer, pathText, admits, comparison }: PlacedComparison,
  report: Report,
): void {
  const { op, value } = comparison;
  const lets = (op === 'regex' && admits) || (op === 'not_regex' && !admits);
  if (!lets || typeof value !== 'string' || isBound(value)) return;
  const whole = `^(?:${value})$`;
  report(
    'unanchored-allow',
    `${pointer}/value`,
    `${ruleInWords(rule)} lets through every \`${pathText}\` that holds a match of ${short(value)} anywhere.`,
    isBound(whole) ? { fix: setting('Match the whole text', `${pointer}/value`, whole) } : {},
  );
}

function isBound(pattern: string): boolean {
  const read = compileRegex(pattern);
  return read.ok && read.regex.isBound();
}

/** By rule set, the paths whose scheme some condition fixes. */
function fixedSchemes({ comparisons }: Conditions): Map<PlacedRuleSet, Set<string>> {
  const fixed = new Map<PlacedRuleSet, Set<string>>();
  for (const { in: rule, pathText, admits, comparison } of comparisons) {
    if (!admits || !fixesScheme(comparison.op, comparison.value)) continue;
    const paths = fixed.get(rule.owner) ?? new Set();
    fixed.set(rule.owner, paths.add(pathText));
  }
  return fixed;
}

function fixesScheme(op: Operator, value: Json): boolean {
  if (op === 'eq' || op === 'in') return true;
  if (typeof value !== 'string') return false;
  if (op === 'starts_with') return value.includes(':');
  return op === 'regex' && /^(?:\(\?[a-z]+\))?(?:\^|\\A)/.test(value) && value.includes(':');
}

function checkScheme(
  { in: rule, pointer, pathText, admits, comparison, topLevel }: PlacedComparison,
  { shared }: Subject,
  schemes: Map<PlacedRuleSet, Set<string>>,
  report: Report,
): void {
  if (comparison.op !== 'host_in' || !admits) return;
  const { owner } = rule;
  if (schemes.get(owner)?.has(pathText) || (shared && schemes.get(shared)?.has(pathText))) return;
  const scheme: Json = { path: comparison.path, op: 'starts_with', value: 'https://' };
  const conditions = `${rule.pointer}/conditions`;
  const command: Command =
    rule.list === 'require' && topLevel
      ? { kind: 'insert', pointer: conditions, index: rule.rule.conditions.length, value: scheme }
      : addRequire(owner, comparison.path, 'starts_with', 'https://');
  report(
    'any-scheme',
    pointer,
    `${ruleInWords(rule)} fixes the host of \`${pathText}\` and lets any scheme through.`,
    { fix: { title: 'Allow https only', commands: [command] } },
  );
}

function checkPrefix(
  { in: rule, pointer, pathText, admits, comparison }: PlacedComparison,
  report: Report,
): void {
  const { op, value, path } = comparison;
  if (op !== 'starts_with' || !admits || typeof value !== 'string') return;
  const better = betterThanPrefix(path, value);
  if (better === undefined) return;
  report(
    'prefix-bypass',
    pointer,
    `${ruleInWords(rule)} lets through every \`${pathText}\` that starts with ${short(value)}, ${better.example} included.`,
    { fix: setting(better.title, pointer, better.value) },
  );
}

function betterThanPrefix(
  path: string,
  prefix: string,
): { title: string; example: string; value: Json } | undefined {
  if (prefix.startsWith('/') && prefix !== '/') {
    const folder = parseFolder(prefix);
    if (folder === null) return undefined;
    const plain = `/${folder.segments.join('/')}`;
    const example = prefix.endsWith('/') ? `${prefix}../` : `${prefix}-other`;
    return {
      title: `Use within ${plain}`,
      example: short(example),
      value: { path, op: 'within', value: plain },
    };
  }
  const url = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]+)$/.exec(prefix);
  const host = url === null ? null : hostOf(`${prefix}/`);
  if (url === null || host === null || parseHostPattern(host) === null) return undefined;
  return {
    title: `Use host_in ${host}`,
    example: short(`${prefix}.evil.net`),
    value: {
      all: [
        { path, op: 'host_in', value: [host] },
        { path, op: 'starts_with', value: url[1] ?? '' },
      ],
    },
  };
}
