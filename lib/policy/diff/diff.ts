import { canonical, type Json } from '@/lib/json';
import { sideOf } from '../boundary';
import { compile } from '../compile';
import type { CompiledPolicy } from '../compile-types';
import { type Policy, type PolicyTool, riskClasses } from '../language';
import {
  countUsers,
  type Directions,
  limitDirections,
  nowhere,
  renamedLimits,
  ruleDirections,
} from './directions';
import { type NormalForm, normalFormOf } from './normal-form';
import { type Direction, findByLimits, findByRules, type Search, type Witness } from './witness';

export type Relation = 'same' | 'stricter' | 'looser' | 'incomparable' | 'cannot decide';

/** What changes for one tool. `why` is a sentence where more is to be said than the relation and its witnesses say. */
export type ToolDiff = {
  tool: string;
  /** The entry stands for every tool that neither policy names. */
  isAnyOther?: true;
  relation: Relation;
  witnesses: Witness[];
  why?: string;
};

const order: Relation[] = ['looser', 'incomparable', 'cannot decide', 'stricter', 'same'];

/** Calls that are tried for all tools together; when they are used up, what is not found soon is left undecided. */
const mostTries = 60_000;

/**
 * The difference in meaning, tool by tool, looser first: which calls are answered otherwise, the counts being equal. 'same' is said only
 * where it is proven, and a witness is a call that both policies were asked about. Texts do not count, nor do arguments with numbers that
 * no double holds. Without `tools` the names that stand in the policies are compared, and one for each pattern and class.
 */
export function diff(
  before: Policy,
  after: Policy,
  tools: readonly PolicyTool[] = namedIn(before, after),
): ToolDiff[] {
  const left = { policy: before, compiled: compile(before) };
  const right = { policy: after, compiled: compile(after) };
  const users = { before: countUsers(left.compiled), after: countUsers(right.compiled) };
  const seen = new Set<string>();
  const diffs: ToolDiff[] = [];
  const tries = { left: mostTries };
  for (const tool of tools) {
    const key = canonical([tool.name, tool.class ?? null]);
    if (seen.has(key)) continue;
    seen.add(key);
    const sides = [
      sideOf(left.policy, left.compiled, tool),
      sideOf(right.policy, right.compiled, tool),
    ] as const;
    diffs.push({ tool: tool.name, ...compare({ before: sides[0], after: sides[1], tool, tries }, users) });
  }
  if (before.default !== after.default) diffs.push(...anyOther(left, right));
  return diffs.sort((a, b) => order.indexOf(a.relation) - order.indexOf(b.relation));
}

type Users = { before: Map<string, number>; after: Map<string, number> };
type Compared = Omit<ToolDiff, 'tool'>;

function compare(search: Search, users: Users): Compared {
  const { before, after } = search;
  const was = normalFormOf(before);
  const is = normalFormOf(after);
  const renamed = renamedLimits(was, is, {
    before: (shared) => users.before.get(shared) === 1,
    after: (shared) => users.after.get(shared) === 1,
  });
  const rules = sameRules(was, is) ? { ...nowhere, reachesLimits: true } : ruleDirections(was, is);
  const limits = rules.reachesLimits ? limitDirections(was, is, renamed) : nowhere;
  const may: Directions = {
    stricter: rules.stricter || limits.stricter,
    looser: rules.looser || limits.looser,
  };
  if (!may.stricter && !may.looser) return proven(was, is, renamed);
  const witnesses: Witness[] = [];
  for (const direction of ['looser', 'stricter'] as const) {
    const witness = may[direction] ? findWitness(search, direction, limits) : undefined;
    if (witness !== undefined) witnesses.push(witness);
  }
  return concluded(may, witnesses);
}

function findWitness(search: Search, direction: Direction, limits: Directions): Witness | undefined {
  const found = findByRules(search, direction);
  if (found !== undefined || !limits[direction]) return found;
  return findByLimits(search, direction);
}

/** No call is answered otherwise; what no call shows is said in words. */
function proven(was: NormalForm, is: NormalForm, renamed: ReadonlyMap<string, string>): Compared {
  if (was.constant === null && is.constant === null && !sameExpiries(was, is)) {
    return {
      relation: 'cannot decide',
      witnesses: [],
      why: 'Every call is answered alike, but approvals last for another time.',
    };
  }
  if (renamed.size > 0) {
    return { relation: 'same', witnesses: [], why: 'A counter has another name: its counts begin anew.' };
  }
  return { relation: 'same', witnesses: [] };
}

function concluded(may: Directions, witnesses: Witness[]): Compared {
  const shows = (direction: Direction) => witnesses.some((witness) => witness.direction === direction);
  if (shows('looser') && shows('stricter')) return { relation: 'incomparable', witnesses };
  if (shows('looser') && !may.stricter) return { relation: 'looser', witnesses };
  if (shows('stricter') && !may.looser) return { relation: 'stricter', witnesses };
  const [only] = witnesses;
  const why =
    only === undefined
      ? 'The rules differ, and no call was found that is answered otherwise.'
      : `Some calls are answered more ${only.direction === 'looser' ? 'loosely' : 'strictly'}; whether others are not could not be settled.`;
  return { relation: 'cannot decide', witnesses, why };
}

function sameRules(was: NormalForm, is: NormalForm): boolean {
  if (was.constant !== is.constant || was.validates !== is.validates) return false;
  return sameKeys(was.denials, is.denials) && sameKeys(was.approvals, is.approvals);
}

function sameKeys(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  if (one.size !== other.size) return false;
  for (const key of one.keys()) if (!other.has(key)) return false;
  return true;
}

function sameExpiries(was: NormalForm, is: NormalForm): boolean {
  if (was.expiries.size === 0 && is.expiries.size === 0) return true;
  const text = ({ expiries }: NormalForm) => canonical([...expiries].sort() as Json);
  return text(was) === text(is);
}

type Compiled = { policy: Policy; compiled: CompiledPolicy };

/** A name that neither policy speaks about, where there is one: it stands for the tools of tomorrow. */
function anyOther(before: Compiled, after: Compiled): ToolDiff[] {
  const name = 'tool-of-tomorrow';
  const tool: PolicyTool = { name };
  const sides = [
    sideOf(before.policy, before.compiled, tool),
    sideOf(after.policy, after.compiled, tool),
  ] as const;
  if (sides.some(({ chosen, isHidden }) => chosen !== null || isHidden)) return [];
  const users = { before: new Map<string, number>(), after: new Map<string, number>() };
  return [
    {
      tool: name,
      isAnyOther: true,
      ...compare({ before: sides[0], after: sides[1], tool, tries: { left: 100 } }, users),
    },
  ];
}

/** The tools that stand in the policies: `x…` for those that the pattern `x*` fits, `… (Read)` for those of a class. */
function namedIn(...policies: Policy[]): PolicyTool[] {
  const names = new Set<string>();
  for (const { hide = [], tools = {}, tests = [] } of policies) {
    for (const name of [...hide, ...Object.keys(tools), ...tests.map(({ tool }) => tool)])
      names.add(name.replaceAll('*', '…'));
  }
  const classes = riskClasses.filter((riskClass) => policies.some((policy) => policy.classes?.[riskClass]));
  return [
    ...[...names].map((name) => ({ name })),
    ...classes.map((riskClass) => ({ name: `… (${riskClass})`, class: riskClass })),
  ];
}
