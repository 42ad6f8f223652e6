import { jsonEqual } from '@/lib/json';
import { ownerOf, type PlacedRuleSet, type Subject } from '../boundary';
import { maxNameLength } from '../bounds';
import { countedBy } from '../compile-limit';
import { capital } from '../faults';
import type { Limit, RiskClass } from '../language';
import { recommendedPerMinute } from '../recommend';
import { windowName, windowSeconds } from '../window';
import { denying, setting } from './fixes';
import type { Report } from './report';

type PlacedLimit = { owner: PlacedRuleSet; pointer: string; limit: Limit };

/** What limits really count. */
export function checkLimits({ ruleSets }: Subject, report: Report): void {
  const limits = ruleSets.flatMap((owner) =>
    owner.limits.map((placed): PlacedLimit => ({ owner, ...placed })),
  );
  checkSplits(limits, report);
  for (const placed of limits) checkZero(placed, report);
  for (const owner of ruleSets) checkLoose(owner, report);
}

function checkSplits(limits: readonly PlacedLimit[], report: Report): void {
  const firsts = new Map<string, PlacedLimit>();
  const counters = new Set(limits.map(({ limit }) => limit.counter));
  for (const placed of limits) {
    const { limit, pointer } = placed;
    const first = firsts.get(limit.counter);
    if (first === undefined) {
      firsts.set(limit.counter, placed);
      continue;
    }
    const differences = differencesOf(first.limit, limit);
    if (differences.length === 0) continue;
    const where = `${capital(ownerOf(placed.owner))} and ${first.owner === placed.owner ? 'another limit of it' : ownerOf(first.owner)}`;
    const onlyMaximum = differences.length === 1 && differences[0] === 'max';
    const message = `${where} use the counter \`${limit.counter}\` with different ${differences.map((name) => `\`${name}\``).join(', ')}: ${onlyMaximum ? 'one count, two maxima' : 'these are separate counts'}.`;
    if (onlyMaximum) {
      const smaller = Math.min(first.limit.max, limit.max);
      const larger = smaller === limit.max ? first : placed;
      // Other findings speak about a maximum of 0 or in fractions: it is not written a second time.
      const isSound = smaller > 0 && Number.isInteger(smaller);
      report(
        'split-counter',
        pointer,
        message,
        isSound ? { fix: setting(`Admit ${smaller} in both`, `${larger.pointer}/max`, smaller) } : {},
      );
      continue;
    }
    const counter = freeName(`${limit.counter}_${windowName(limit.window)}`, counters);
    counters.add(counter);
    // The shorthand's counter cannot be named.
    const isNameable = !pointer.endsWith('/rate_limit') && counter.length <= maxNameLength;
    const fix = setting(`Call this one ${counter}`, `${pointer}/counter`, counter);
    report('split-counter', pointer, message, isNameable ? { fix } : {});
  }
}

function differencesOf(one: Limit, other: Limit): string[] {
  const differences: string[] = [];
  if (windowName(one.window) !== windowName(other.window)) differences.push('window');
  if ((one.scope ?? 'grant') !== (other.scope ?? 'grant')) differences.push('scope');
  if (!jsonEqual(countedBy(one), countedBy(other))) differences.push('by');
  if (one.max !== other.max) differences.push('max');
  return differences;
}

export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`;
  return name;
}

function checkZero({ owner, pointer, limit }: PlacedLimit, report: Report): void {
  if (limit.max !== 0 || limit.increment_from !== undefined) return;
  report(
    'zero-limit',
    `${pointer}/max`,
    `The limit \`${limit.counter}\` of ${ownerOf(owner)} admits no call at all.`,
    owner.kind === 'all' ? {} : { fix: denying(owner.pointer) },
  );
}

/** Suggested where even the strictest limit of the rule set admits more, on average, than the class is recommended. */
function checkLoose(owner: PlacedRuleSet, report: Report): void {
  const riskClass = strictestClass(owner);
  if (riskClass === undefined) return;
  const perMinute = recommendedPerMinute[riskClass];
  const counting = owner.limits.filter(({ limit }) => limit.increment_from === undefined);
  const [first] = counting;
  if (first === undefined || counting.some(({ limit }) => averagePerMinute(limit) <= perMinute)) return;
  const { limit } = first;
  // Within a few seconds not even one call is as few as that: nothing that `max` could say mends it.
  const enough = Math.floor((perMinute * windowSeconds(limit.window)) / 60);
  const pointer = `${first.pointer}/max`;
  report(
    'loose-limit',
    pointer,
    `${capital(ownerOf(owner))} admits more on average than the ${perMinute} calls a minute that are recommended for ${riskClass} tools.`,
    { tool: owner.tool, fix: enough > 0 ? setting(`Admit ${enough}`, pointer, enough) : undefined },
  );
}

function averagePerMinute({ max, window }: Limit): number {
  return (max * 60) / windowSeconds(window);
}

function strictestClass({ kind, key, tools }: PlacedRuleSet): 'Execute' | 'Write' | undefined {
  if (kind === 'all') return undefined;
  const classes: (RiskClass | undefined)[] =
    kind === 'class' ? [key as RiskClass] : tools.map((tool) => tool.class);
  if (classes.includes('Execute')) return 'Execute';
  return classes.includes('Write') ? 'Write' : undefined;
}
