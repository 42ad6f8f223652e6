import { isObject, type Json } from '@/lib/json';
import { nearest } from '@/lib/policy';

/** So many keys are looked at closely; of a file that brings ever new ones, the rest only by what is known of them. */
const mostKeys = 1_000;
/** Nothing known is nearly so long. */
const longestKey = 64;

/**
 * A reader of objects that may have keys of their owner's beside the known ones. It says of each unknown key once which known one was
 * probably meant: the one that `meant` names, or the nearest. null in `meant` is a key that only looks like a misspelling.
 */
export function misspeltKeys(
  what: string,
  known: readonly string[],
  meant: Readonly<Record<string, string | null>>,
): (object: Json | undefined) => string[] {
  const found = new Map<string, string | null>([
    ...known.map((key) => [key, null] as const),
    ...Object.entries(meant),
  ]);
  let room = mostKeys;
  return (object) => {
    if (!isObject(object)) return [];
    const told: string[] = [];
    for (const key of Object.keys(object)) {
      let right = found.get(key);
      if (right === undefined && room > 0 && key.length <= longestKey) {
        room -= 1;
        right = nearest(key, known) ?? null;
        found.set(key, right);
      }
      // Who has said the one as well has not misspelt it.
      if (right === undefined || right === null || Object.hasOwn(object, right)) continue;
      found.set(key, null);
      const wrong = JSON.stringify(key);
      told.push(`${wrong} is no key of ${what} and is not read; "${right}" was probably meant.`);
    }
    return told;
  };
}
