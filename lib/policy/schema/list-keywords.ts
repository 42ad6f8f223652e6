/** Keywords about lists. */

import { canonical, type Json, type JsonObject, own } from '@/lib/json';
import { type Base, CannotJudge, type Judging, numberOf } from './keyword';

export function judgeList(
  judge: Judging,
  schema: JsonObject,
  list: Json[],
  base: Base,
  mark: number,
): boolean {
  const most = numberOf(schema, 'maxItems');
  const least = numberOf(schema, 'minItems');
  if ((most !== null && list.length > most) || (least !== null && list.length < least)) return false;
  if (own(schema, 'uniqueItems') === true && !isUnique(judge, list)) return false;
  return (
    judgeItems(judge, schema, list, base) &&
    judgeContains(judge, schema, list, base) &&
    judgeUnevaluated(judge, schema, list, base, mark)
  );
}

function judgeItems(judge: Judging, schema: JsonObject, list: Json[], base: Base): boolean {
  const items = own(schema, 'items');
  let tuple = own(schema, 'prefixItems');
  let rest = items;
  if (Array.isArray(items)) {
    // Draft-07's tuple; accepted too where a schema names no dialect, never where it names the newer one.
    if (judge.dialect !== 'draft-07' && (own(schema, '$schema') !== undefined || tuple !== undefined))
      throw new CannotJudge();
    tuple = items;
    rest = own(schema, 'additionalItems');
  } else if (judge.dialect === 'draft-07') {
    tuple = undefined;
  }
  if (tuple !== undefined && !Array.isArray(tuple)) throw new CannotJudge();
  const first = tuple ?? [];
  for (const [i, item] of list.entries()) {
    const one = i < first.length ? first[i] : rest;
    if (one === undefined) return true;
    if (!judge.judge(one, item, base)) return false;
    judge.see(list, i, true);
  }
  return true;
}

function judgeContains(judge: Judging, schema: JsonObject, list: Json[], base: Base): boolean {
  const contains = own(schema, 'contains');
  if (contains === undefined) return true;
  const newer = judge.dialect !== 'draft-07';
  const least = (newer ? numberOf(schema, 'minContains') : null) ?? 1;
  const most = (newer ? numberOf(schema, 'maxContains') : null) ?? Number.POSITIVE_INFINITY;
  let count = 0;
  for (const [i, item] of list.entries()) {
    if (!judge.judge(contains, item, base)) continue;
    judge.see(list, i, true);
    count++;
  }
  return count >= least && count <= most;
}

function judgeUnevaluated(
  judge: Judging,
  schema: JsonObject,
  list: Json[],
  base: Base,
  mark: number,
): boolean {
  const unevaluated = own(schema, 'unevaluatedItems');
  if (unevaluated === undefined || judge.dialect === 'draft-07') return true;
  const seen = judge.seenSince(mark, list);
  for (const [i, item] of list.entries()) {
    if (seen.has(i)) continue;
    if (!judge.judge(unevaluated, item, base)) return false;
    judge.see(list, i, true);
  }
  return true;
}

function isUnique(judge: Judging, list: Json[]): boolean {
  const texts = new Set<string>();
  for (const item of list) {
    const text = canonical(item);
    judge.spend(1 + (text.length >> 4));
    texts.add(text);
  }
  return texts.size === list.length;
}
