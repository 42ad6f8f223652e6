import { type Json, shortened } from '@/lib/json';
import {
  type Conditions,
  ownerOf,
  type Place,
  type PlacedComparison,
  type PlacedRuleSet,
  placeAt,
  ruleInWords,
  type Subject,
} from '../boundary';
import type { PolicyTool } from '../language';
import { nearest } from '../nearest';
import { formatPath, type Path, pathOf } from '../path';
import { canJudge } from '../schema';
import { type Fix, removing, setting } from './fixes';
import { impossible, nearestValue } from './impossible';
import type { Report } from './report';

type Placed = { tool: PolicyTool; place: Place };

/** Paths and values against the input schemas of the tools that a rule set decides. */
export function checkArguments(
  { tools, ruleSets }: Subject,
  { comparisons }: Conditions,
  report: Report,
): void {
  if (tools === undefined) return;
  for (const comparison of comparisons) {
    const places = placesOf(comparison.in.owner, comparison.path);
    if (places.length === 0 || !checkDeclared(comparison, places, report)) continue;
    checkValue(comparison, places, report);
  }
  for (const owner of ruleSets) checkLimitPaths(owner, report);
  for (const owner of ruleSets) checkUsableSchemas(owner, report);
}

/** Where a path lies in each tool's schema. A path that is `args` itself is everywhere. */
export function placesOf(owner: PlacedRuleSet, path: Path): Placed[] {
  if (path.length === 0) return [];
  return owner.tools.map((tool) => ({ tool, place: placeAt(tool.inputSchema, path) }));
}

function checkDeclared(comparison: PlacedComparison, places: Placed[], report: Report): boolean {
  const missing = places.filter(({ place }) => place.declared === 'no');
  const [first] = missing;
  if (first === undefined) return true;
  const { in: rule, pointer, path, pathText } = comparison;
  if (missing.length === places.length) {
    const near = nearestPath(path, first, ({ place }) => {
      return impossible(place, comparison.comparison.op, comparison.comparison.value) === undefined;
    });
    report(
      'unknown-argument',
      `${pointer}/path`,
      `${ruleInWords(rule)} reads \`${pathText}\`, which ${toolsInWords(missing)} not declare${nearInWords(near)}.`,
      { tool: rule.owner.tool, fix: reading(near, `${pointer}/path`) },
    );
    return false;
  }
  if (rule.list === 'require' && comparison.topLevel) {
    report(
      'argument-not-everywhere',
      `${pointer}/path`,
      `${ruleInWords(rule)} needs \`${pathText}\`, which ${toolsInWords(missing)} not declare: every call of ${missing.length === 1 ? 'it' : 'them'} is denied.`,
      { tool: first.tool.name },
    );
  }
  return true;
}

function checkLimitPaths(owner: PlacedRuleSet, report: Report): void {
  for (const { pointer, limit } of owner.limits) {
    const paths = (limit.by ?? []).map((path, index) => ({ path, at: `${pointer}/by/${index}` }));
    if (limit.increment_from !== undefined)
      paths.push({ path: limit.increment_from, at: `${pointer}/increment_from` });
    for (const { path, at } of paths) {
      const places = placesOf(owner, pathOf(path));
      const [first] = places;
      if (first === undefined || places.some(({ place }) => place.declared !== 'no')) continue;
      const near = nearestPath(pathOf(path), first, () => true);
      report(
        'unknown-argument',
        at,
        `The limit \`${limit.counter}\` of ${ownerOf(owner)} reads \`${path}\`, which ${toolsInWords(places)} not declare${nearInWords(near)}.`,
        { tool: owner.tool, fix: reading(near, at) },
      );
    }
  }
}

function checkUsableSchemas(owner: PlacedRuleSet, report: Report): void {
  if (owner.ruleSet.validate_arguments !== true) return;
  for (const { name, inputSchema } of owner.tools) {
    if (canJudge(inputSchema)) continue;
    const pointer = `${owner.pointer}/validate_arguments`;
    const fix = owner.tool === undefined ? undefined : removing('Do not validate the arguments', pointer);
    report(
      'unusable-schema',
      pointer,
      `Calls of \`${name}\` are denied: ${ownerOf(owner)} validates their arguments, and its input schema is ${inputSchema === undefined ? 'missing' : 'unusable'}.`,
      { tool: name, fix },
    );
  }
}

function checkValue(comparison: PlacedComparison, places: Placed[], report: Report): void {
  const { in: rule, pointer, pathText } = comparison;
  const { op, value } = comparison.comparison;
  let why: string | undefined;
  for (const { place } of places) {
    why = impossible(place, op, value);
    if (why === undefined) return;
  }
  if (why === undefined) return;
  const [first] = places;
  const better = first === undefined ? undefined : nearestValue(first.place, op, value);
  report(
    'impossible-value',
    `${pointer}/value`,
    `In ${ruleInWords(rule)}, \`${pathText}\` can never satisfy \`${op}\` ${short(value)}: ${why}.`,
    {
      tool: rule.owner.tool,
      fix:
        better === undefined
          ? undefined
          : setting(`Compare with ${short(better)}`, `${pointer}/value`, better),
    },
  );
}

/** The path with its first unknown name mended, where the rest of it then fits. */
function nearestPath(
  path: Path,
  { tool, place }: Placed,
  isFitting: (mended: Placed) => boolean,
): string | undefined {
  const wrong = path[place.depth];
  const near = typeof wrong === 'string' ? nearest(wrong, place.siblings) : undefined;
  if (near === undefined || near === wrong) return undefined;
  const mended = path.map((name, depth) => (depth === place.depth ? near : name));
  const there = placeAt(tool.inputSchema, mended);
  return there.declared === 'yes' && isFitting({ tool, place: there }) ? formatPath(mended) : undefined;
}

function reading(near: string | undefined, pointer: string): Fix | undefined {
  return near === undefined ? undefined : setting(`Read ${near}`, pointer, near);
}

function nearInWords(near: string | undefined): string {
  return near === undefined ? '' : `; the nearest is \`${near}\``;
}

function toolsInWords(places: readonly Placed[]): string {
  const [first] = places;
  if (places.length === 1) return `\`${first?.tool.name}\` does`;
  return `\`${first?.tool.name}\` and ${places.length - 1} more tools do`;
}

export function short(value: Json): string {
  return shortened(JSON.stringify(value));
}
