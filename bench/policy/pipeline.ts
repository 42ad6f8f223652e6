import { atMost, cpuMs, type Figure, median, told } from '../figures';
import { fullPolicyFor, policyFor, rulesFor, toolsFor } from './scenario';

type Engine = typeof import('@/lib/policy');

const rounds = 15;
/** Rounds before the engine is warm, which are not counted. */
const warmups = 6;

/** Reading, judging and compiling whole documents. */
export function largeFigures({ compile, lint, parse, print }: Engine): Figure[] {
  const rules = rulesFor(805);
  const text = print(fullPolicyFor(rules));
  const tools = toolsFor(rules);
  const parts: { parse: number[]; lint: number[]; compile: number[]; all: number[] } = {
    parse: [],
    lint: [],
    compile: [],
    all: [],
  };
  for (let round = -warmups; round < rounds; round += 1) {
    let policy = policyFor([]);
    const parsing = cpuMs(() => {
      const parsed = parse(text);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults[0]));
      policy = parsed.policy;
    });
    const linting = cpuMs(() => void lint(policy, tools));
    const compiling = cpuMs(() => void compile(policy));
    if (round < 0) continue;
    parts.parse.push(parsing);
    parts.lint.push(linting);
    parts.compile.push(compiling);
    parts.all.push(parsing + linting + compiling);
  }
  const many = parsedPolicy(
    parse,
    print(policyFor(rulesFor(10_000).map((rule) => ({ ...rule, region: 'eu' })))),
  );
  const compiles = Array.from({ length: rounds }, () => cpuMs(() => void compile(many)));
  return [
    told('parse, 805 tools', median(parts.parse), ' ms'),
    told('lint, 805 tools', median(parts.lint), ' ms'),
    told('compile, 805 tools', median(parts.compile), ' ms'),
    atMost('parse, lint and compile, 805 tools', median(parts.all), ' ms', 50),
    atMost('compile, 10,000 rule sets', median(compiles), ' ms', 250),
  ];
}

function parsedPolicy(parse: Engine['parse'], text: string) {
  const parsed = parse(text);
  // 10,000 rule sets of this shape are more than the 1 MiB that a document may have; then as many as fit.
  if (parsed.ok) return parsed.policy;
  return JSON.parse(text);
}

const patterns = [
  '(a+)+$',
  '(a|a)*b',
  '(x+x+)+y',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(.*a){12}',
  '(a|b){200}c',
  '([a-z]{1,16}){1,16}!',
  '(a?){200}a{50}',
  '(a|b)*a(a|b){100}',
  'a(a|b){120}a(a|b){2}[^ab]',
  '(.{1,128}){2}z',
  '((a|b|ab){8}){8}c',
  '\\b(\\w+\\s?){16}$',
  '(?i)(ä|ö|ü|ß){0,256}x',
  '[\\s\\S]{256}$',
  '(^|\\s)(\\S+\\s+){0,40}end$',
];

/** The slowest answer of any of these patterns that is accepted, on strings of the greatest length that is looked at. */
export function regexFigures({ compileRegex, testRegex }: Engine): Figure[] {
  const length = 16_384;
  const texts = ['a', 'ab', 'aab', 'x', 'a ', 'word ', 'ä', 'aaaaaaaaaaaaaaaaaaaaaaaab'].map((part) =>
    part.repeat(Math.ceil(length / part.length)).slice(0, length),
  );
  let slowest = { ms: 0, pattern: '' };
  let accepted = 0;
  for (const pattern of patterns) {
    const read = compileRegex(pattern);
    if (!read.ok) continue;
    accepted += 1;
    for (const text of texts) {
      const ms = median([0, 1, 2].map(() => cpuMs(() => void testRegex(read.regex, text))));
      if (ms > slowest.ms) slowest = { ms, pattern };
    }
  }
  return [atMost(`slowest of ${accepted} hostile patterns, ${slowest.pattern}`, slowest.ms, ' ms', 100)];
}
