import type { RiskClass } from '@/lib/policy';
import { ruleFor } from './rules';
import { verbOf } from './verbs';
import { type Word, wordsOfName } from './words';

/** An act that a text names: its verb, where it stands, and the class of the verb with its object. */
export type Act = {
  word: Word;
  lemma: string;
  class: RiskClass;
  says?: string;
  ruled: boolean;
  noun: boolean;
  object?: string;
};

const prepositions = new Set(
  'by for with to of from in on at into via as within without per using and or'.split(' '),
);

/** The acts of a name, the head first: `onboarding_status_update` updates, `mark_all_read` marks. */
export function actsOfName(name: string): { words: Word[]; acts: Act[] } {
  const words = wordsOfName(name);
  const found: { at: number; act: Act }[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    const verb = verbOf(word.text);
    if (!verb) continue;
    const plural = word.text !== verb.lemma && word.text.endsWith('s');
    found.push({
      at,
      act: actOf(word, verb.lemma, verb.class, verb.noun || plural, objectsAround(words, at)),
    });
  }
  const head = headOf(words, found);
  if (!head) return { words, acts: [] };
  const acts = [head.act];
  for (const other of found) {
    if (other !== head && isJoined(words, head.at, other.at)) acts.push(other.act);
  }
  return { words, acts };
}

export function actOf(word: Word, lemma: string, plain: RiskClass, noun: boolean, objects: string[]): Act {
  const rule = ruleFor(lemma, objects);
  return {
    word,
    lemma,
    class: rule?.class ?? plain,
    says: rule?.says,
    ruled: rule !== undefined,
    noun,
    object: objects[0],
  };
}

/** What the verb at `at` acts on: the words behind it up to a preposition; for a verb at the end, those before it. */
function objectsAround(words: Word[], at: number): string[] {
  const objects: string[] = [];
  for (let i = at + 1; i < words.length; i++) {
    const text = (words[i] as Word).text;
    if (prepositions.has(text)) break;
    objects.push(text);
  }
  if (objects.length === 0)
    for (let i = at - 1; i >= 0 && objects.length < 3; i--) objects.push((words[i] as Word).text);
  return objects;
}

function headOf(words: Word[], found: { at: number; act: Act }[]) {
  const led = (at: number) => at > 0 && prepositions.has((words[at - 1] as Word).text);
  const free = found.filter((candidate) => !led(candidate.at));
  const strict = free.find((candidate) => !candidate.act.noun);
  const first = free.find((candidate) => candidate.at === 0);
  if (first && (first === strict || words.length > 1)) {
    // `order_delete`, `report_create`: a noun in front of a verb at the end is its object.
    if (first.act.noun && strict && strict.at === words.length - 1 && strict.at > 0) return strict;
    if (first.act.noun && strict && strict.at === 1) return strict;
    return first;
  }
  if (strict) return strict;
  const last = free.find((candidate) => candidate.at === words.length - 1);
  return last ?? free[0] ?? found[0];
}

function isJoined(words: Word[], a: number, b: number): boolean {
  const [from, to] = a < b ? [a, b] : [b, a];
  if (to - from === 1) return a < b ? !verbOf((words[b] as Word).text)?.noun : false;
  return to - from === 2 && ['and', 'or', 'then'].includes((words[from + 1] as Word).text);
}
