/** Limits to what a call is charged by. */

import { compareCodePoints } from '@/lib/json';
import type { CompiledLimit } from './compile-types';
import type { Limit, RuleSet } from './language';
import { formatPath, pathOf } from './path';
import { limitsOf } from './rate';
import { sentences } from './sentences';
import { windowName } from './window';

export function compileLimits(key: string, set: RuleSet, pointer: string): CompiledLimit[] {
  return limitsOf(key, set).map(({ at, limit }) => compileLimit(limit, pointer + at));
}

/** The order of `by`, doubles in it and spellings of its paths do not change what is counted apart. */
export function countedBy({ by }: Limit): string[] {
  return by === undefined
    ? []
    : [...new Set(by.map((text) => formatPath(pathOf(text))))].sort(compareCodePoints);
}

function compileLimit(limit: Limit, pointer: string): CompiledLimit {
  const scope = limit.scope ?? 'grant';
  const window = windowName(limit.window);
  const by = countedBy(limit);
  return {
    pointer,
    reason: limit.on_deny ?? sentences.limit,
    budgetReason: limit.on_deny ?? sentences.budget,
    max: limit.max,
    window,
    scope,
    increment: limit.increment_from === undefined ? null : pathOf(limit.increment_from),
    by: by.map(pathOf),
    shared: JSON.stringify([limit.counter, window, scope, ...by]),
    lastKey: null,
  };
}
