import type { RiskClass } from '@/lib/policy';
import { type Act, actsOfName, measures } from './name';
import { isKind, type ObjectKind } from './objects';
import type { Parameter } from './parameters';
import { amends, headNoun, ruleFor } from './rules';
import { isDispatcher, verbOf } from './verbs';
import { wordsOfName, wordsOfProse } from './words';

/** An act among the values of a parameter: `action: "list" | "delete"`. */
export type ValueAct = {
  class: RiskClass;
  value: string;
  pointer: string;
  start: number;
  said: boolean;
  /** Of a parameter that chooses what is done, not what kind it is. */
  decides: boolean;
};

const softly = new Set(['clear', 'reset', 'unset', 'empty']);

/** The acts that a parameter such as `action` chooses between: its fixed values, else the quoted words that describe it. */
export function actsOfValues(parameter: Parameter, nameWords: string[], onlyFixed: boolean): ValueAct[] {
  if (parameter.values.length === 0) return onlyFixed ? [] : actsSaid(parameter);
  const found: ValueAct[] = [];
  for (const { text, pointer } of parameter.values) {
    const act = actsOfName(text).acts[0];
    if (!act || isDispatcher(act.lemma)) continue;
    // `type: "charge" | "refund"` says what kind it is: there a value is an act only where it cannot be a thing.
    const ofMoney = !onlyFixed && isOfMoney(act, text, parameter, nameWords);
    if (act.strength < 3.9 && !ofMoney) continue;
    // Between `set` and `clear`, what is cleared can be set again.
    const isSoft = softly.has(act.lemma) && parameter.values.some((value) => value.text === 'set');
    found.push({
      class: ofMoney ? 'Financial' : isSoft ? 'Write' : act.class,
      value: text,
      pointer,
      start: 0,
      said: false,
      decides: !onlyFixed,
    });
  }
  return found;
}

/**
 * `issue_refund`: a verb and an object that move money together, as in a tool's name; `place` in a tool `orders` too.
 * `charge`, `payout`: a word that may be a verb of money is one where its object, the tool's name or another value speaks of
 * money or orders.
 */
function isOfMoney(act: Act, value: string, { values }: Parameter, nameWords: string[]): boolean {
  const [verb, ...objects] = wordsOfName(value, 60)
    .map((word) => word.text)
    .filter((word) => !extents.has(word));
  if (objects.length === 0 && verb === act.lemma && isDoneTo(act.lemma, nameWords)) return true;
  if (act.class !== 'Financial') return false;
  if (act.says !== undefined) return true;
  // `refunds` and `charge_history` are looked at.
  if (verb !== act.lemma || measures.has(objects[objects.length - 1] ?? '')) return false;
  if (objects.length > 0) return objects.some((word) => isMoneyed(word) || payers.has(word));
  const others = values.filter(({ text }) => text !== value).flatMap(({ text }) => wordsOfName(text, 60));
  return [...nameWords, ...others.map((word) => word.text)].some(
    // `charge_station` with `charge`: the same word speaks for nothing.
    (word) => verbOf(word)?.lemma !== act.lemma && isMoneyed(word),
  );
}

/** Whether a bare verb moves money when it is done to what the tool's name is about: `capture` in `payments`. */
function isDoneTo(lemma: string, nameWords: string[]): boolean {
  const thing = headNoun(nameWords);
  if (thing === undefined || !isMoneyed(thing) || amends.has(lemma)) return false;
  return ruleFor(lemma, nameWords)?.class === 'Financial';
}

const extents = new Set(['full', 'partial', 'instant']);
const payers = new Set('customer card user client vendor supplier seller buyer merchant guest'.split(' '));
const moneyed: ObjectKind[] = ['money', 'order', 'invoice', 'sale', 'transaction'];
const isMoneyed = (word: string) => moneyed.some((kind) => isKind(word, kind));

function actsSaid(parameter: Parameter): ValueAct[] {
  const found: ValueAct[] = [];
  for (const word of wordsOfProse(parameter.description, 60, 600)) {
    const verb = verbOf(word.text);
    if (
      !verb ||
      verb.strength < 3 ||
      isDispatcher(verb.lemma) ||
      !isListed(parameter.description, word.start, word.end)
    )
      continue;
    const { start, end } = word;
    const pointer = `${parameter.pointer}/description`;
    const value = parameter.description.slice(start, end);
    found.push({ class: verb.class, value, pointer, start, said: true, decides: true });
  }
  return found;
}

/** Whether a word stands in quotes or in a list: 'list', `get`, "delete", a|b, x=, delete-profile */
function isListed(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  if (/['"`|(]/.test(before) || /['"`|=:_-]/.test(after)) return true;
  // "One of: list, add, delete", "list or delete": between two signs of a list.
  const isAfter = /(?:[,:/]|\bor)\s*$/.test(text.slice(Math.max(0, start - 5), start)) || start === 0;
  return isAfter && /^\s*(?:[,/.]|or\b|$)/.test(text.slice(end, end + 4));
}
