/** Names that one reader takes for the name that a rule reads, and another does not. */

import type { Json } from '@/lib/json';
import type { Compiled, CompiledSet, ReadNames } from './compile-types';
import { chooseSet } from './decide';
import type { RiskClass } from './language';

/**
 * The first name in the arguments, at any depth, that is not the name of an argument that the policy reads for this
 * tool but that a reader who ignores case, outer blanks or what follows a NUL would take for it; null where there is
 * none. A server with such a reader would see an argument that no rule looked at.
 */
export function variantName(
  compiled: Compiled,
  tool: string,
  riskClass: RiskClass | undefined,
  args: Json | undefined,
): string | null {
  if (compiled.kind !== 'policy' || args === undefined) return null;
  const ofAll = compiled.hasAllTools ? searchFor(compiled.allTools, args) : null;
  return ofAll ?? searchFor(chooseSet(compiled, tool, riskClass) ?? compiled.unspoken, args);
}

function searchFor(set: CompiledSet, args: Json): string | null {
  set.names ??= namesOf(set);
  return set.names.exact.size === 0 ? null : search(args, set.names);
}

/** Names that fold to themselves: most that there are. */
const folded = /^[a-z0-9_-]*$/;

/** Equal for names that differ in case (as Unicode folds it, `ſ` and the Kelvin sign too), outer blanks or behind a NUL. */
export function foldName(name: string): string {
  if (folded.test(name)) return name;
  const end = name.indexOf('\0');
  return (end < 0 ? name : name.slice(0, end))
    .trim()
    .toUpperCase()
    .toLowerCase()
    .replace(/\u0307/g, '');
}

function namesOf({ reads }: CompiledSet): ReadNames {
  const exact = new Set(reads.flat().filter((name) => name !== null));
  return { exact, folded: new Set([...exact].map(foldName)) };
}

function search(value: Json, names: ReadNames): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = search(item, names);
      if (found !== null) return found;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    if (!names.exact.has(key) && names.folded.has(foldName(key))) return key;
    const found = search(value[key] as Json, names);
    if (found !== null) return found;
  }
  return null;
}
