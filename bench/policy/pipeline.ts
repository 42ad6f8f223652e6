import { atMost, cpuMs, type Figure, median, told } from '../figures';
import { hostilePatterns, hostileTexts } from './hostile';
import { fullPolicyFor, policyFor, rulesFor, toolsFor } from './scenario';

type Engine = typeof import('@/lib/policy');

const rounds = 41;
/** Rounds before the engine is warm, which are not counted: what the machine compiles meanwhile is on this process's clock too. */
const warmups = 12;
/** Of the largest policy. */
const largeRounds = 15;

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
  const compiles = Array.from({ length: largeRounds }, () => cpuMs(() => void compile(many)));
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

/** The slowest answer of any hostile pattern, each of which is accepted, on strings of the greatest length that is looked at. */
export function regexFigures({ compileRegex, testRegex }: Engine): Figure[] {
  const texts = hostileTexts();
  let slowest = { ms: 0, pattern: '' };
  for (const pattern of hostilePatterns) {
    const read = compileRegex(pattern);
    if (!read.ok) throw new Error(`${pattern}: ${read.message}`);
    for (const text of texts) {
      const ms = median([0, 1, 2].map(() => cpuMs(() => void testRegex(read.regex, text))));
      if (ms > slowest.ms) slowest = { ms, pattern };
    }
  }
  const name = slowest.pattern.length > 40 ? `${slowest.pattern.slice(0, 40)}…` : slowest.pattern;
  return [atMost(`slowest of ${hostilePatterns.length} hostile patterns, ${name}`, slowest.ms, ' ms', 100)];
}
