import { canonical } from '@/lib/json';
import { no, type Outcome, turn, unknown, yes } from '../evaluate';
import type { Comparison, Condition } from '../language';
import { formatPath, type Path, pathOf } from '../path';
import { outcomesOn } from './outcomes';

/** A rule for the analysis. Of `require` it fires where it does not hold. */
export type Clause = { list: 'deny_if' | 'require' | 'approve_if'; conditions: readonly Condition[] };

type Node = { atom: number } | { any: Node[] } | { all: Node[] } | { not: Node };
type Atom = { comparison: Comparison; path: Path; pathText: string; isEach: boolean };

const mostAssignments = 50_000;

/**
 * Goes through every way in which the clauses can come out together, and perhaps some that no call can bring about (paths are taken
 * as independent, texts as answering any pattern). So what holds in every visited case holds for every call, and what is never
 * visited never happens. `visit` is told which clauses fire and returns false to stop.
 *
 * Returns 'all' when everything was visited, 'stopped' when `visit` did so, and null when there is too much to look at.
 */
export function everyCase(
  clauses: readonly Clause[],
  visit: (fires: readonly boolean[]) => boolean,
): 'all' | 'stopped' | null {
  const { roots, groups } = layOut(clauses);
  const columns: Outcome[][][] = [];
  let assignments = 1;
  for (const { atoms, isEach } of groups) {
    const outcomes = isEach
      ? threeWays
      : outcomesOn(
          atoms.map(({ comparison }) => comparison),
          atoms[0]?.path.length === 0,
        );
    if (outcomes === null) return null;
    columns.push(outcomes);
    assignments *= outcomes.length;
    if (assignments > mostAssignments) return null;
  }
  const current: Outcome[] = [];
  const fires: boolean[] = clauses.map(() => false);
  const go = (column: number): boolean => {
    const outcomes = columns[column];
    if (outcomes === undefined) {
      for (let at = 0; at < clauses.length; at += 1) {
        const outcome = outcomeOf(roots[at] as Node, current);
        fires[at] = clauses[at]?.list === 'require' ? outcome !== yes : outcome !== no;
      }
      return visit(fires);
    }
    const indexes = groups[column]?.indexes ?? [];
    for (const outcome of outcomes) {
      for (let at = 0; at < indexes.length; at += 1) current[indexes[at] as number] = outcome[at] as Outcome;
      if (!go(column + 1)) return false;
    }
    return true;
  };
  return go(0) ? 'all' : 'stopped';
}

const threeWays: Outcome[][] = [[no], [unknown], [yes]];

type Group = { atoms: Atom[]; indexes: number[]; isEach: boolean };

/** Equal comparisons are one atom; atoms on one path are one group. With `[*]` each is its own, apart for `any` and `every`. */
function layOut(clauses: readonly Clause[]): { roots: Node[]; groups: Group[] } {
  const atoms: Atom[] = [];
  const byKey = new Map<string, number>();
  const groups = new Map<string, Group>();
  const atomOf = (comparison: Comparison, every: boolean): Node => {
    const path = pathOf(comparison.path);
    const pathText = formatPath(path);
    const isEach = path.includes(null);
    const key = `${pathText} ${comparison.op} ${canonical(comparison.value)}${isEach ? ` ${every}` : ''}`;
    const known = byKey.get(key);
    if (known !== undefined) return { atom: known };
    const index = atoms.push({ comparison, path, pathText, isEach }) - 1;
    byKey.set(key, index);
    const groupKey = isEach ? key : pathText;
    const group = groups.get(groupKey) ?? { atoms: [], indexes: [], isEach };
    group.atoms.push(atoms[index] as Atom);
    group.indexes.push(index);
    groups.set(groupKey, group);
    return { atom: index };
  };
  const nodeOf = (condition: Condition, every: boolean): Node => {
    if ('op' in condition) return atomOf(condition, every);
    if ('not' in condition) return { not: nodeOf(condition.not, !every) };
    if ('any' in condition) return { any: condition.any.map((inner) => nodeOf(inner, every)) };
    return { all: condition.all.map((inner) => nodeOf(inner, every)) };
  };
  const roots = clauses.map(({ list, conditions }): Node => {
    return { all: conditions.map((condition) => nodeOf(condition, list === 'require')) };
  });
  return { roots, groups: [...groups.values()] };
}

function outcomeOf(node: Node, outcomes: readonly Outcome[]): Outcome {
  if ('atom' in node) return outcomes[node.atom] as Outcome;
  if ('not' in node) return turn(outcomeOf(node.not, outcomes));
  const isAll = 'all' in node;
  let outcome: Outcome = isAll ? yes : no;
  for (const inner of isAll ? node.all : node.any) {
    const one = outcomeOf(inner, outcomes);
    if (isAll ? one < outcome : one > outcome) outcome = one;
  }
  return outcome;
}

/** The paths that conditions read, in their shortest spelling. */
export function pathsRead(conditions: readonly Condition[], into: Set<string> = new Set()): Set<string> {
  for (const condition of conditions) {
    if ('op' in condition) into.add(formatPath(pathOf(condition.path)));
    else if ('not' in condition) pathsRead([condition.not], into);
    else pathsRead('any' in condition ? condition.any : condition.all, into);
  }
  return into;
}
