import type { RiskClass } from '@/lib/policy';
import { foreignClassOf } from './languages';
import { commandClass, headNoun, ruleFor } from './rules';
import { phrasalOf, type Verb, verbOf } from './verbs';
import { type Word, wordsOfName } from './words';

/** An act that a text names: its verb, where it stands, and the class of the verb with its object. */
export type Act = {
  word: Word;
  lemma: string;
  class: RiskClass;
  /** What the verb with its object does, where the object decides. */
  says?: string;
  /** Where the verb with that object stands. */
  span?: { start: number; end: number };
  /** How sure it is that the word is an act here, from its place; higher is surer. */
  strength: number;
  object?: string;
};

const prepositions = new Set(
  'by for with to of from in on at into via as within without per using when'.split(' '),
);
const leastHead = -2;
const joints = new Set(['and', 'or', 'then', 'also']);

/**
 * The acts of a name, the head first: `onboarding_status_update` updates, `mark_all_read` marks. `hint` is the verb that the
 * description begins with, which settles what a name leaves open.
 */
export function actsOfName(name: string, hint?: string): { words: Word[]; acts: Act[] } {
  const words = withoutVersion(wordsOfName(name));
  const found: { at: number; act: Act }[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    const verb = phrasalOf(word.text, words[at + 1]?.text ?? '') ?? verbOf(word.text);
    if (!verb || (isGerund(word.text, verb.lemma) && at < words.length - 1)) continue;
    const strength = verb.strength + placeBonus(words, at) - (isPlural(word.text, verb.lemma) ? 1.5 : 0);
    found.push({ at, act: actOf(word, verb, strength, objectsAround(words, at), placeAfter(words, at)) });
  }
  if (found.length === 0) return { words, acts: foreignAct(words) };
  const trial = found.find(
    ({ at }) => at === words.length - 1 && commandClass(words[at - 1]?.text ?? '', 'run') === 'Read',
  );
  if (trial && (words[trial.at] as Word).text === 'run') return { words, acts: [asCommand(words, trial)] };
  const strongest = found.reduce((best, next) => (next.act.strength > best.act.strength ? next : best));
  // `by_type`: behind a preposition it is a thing.
  if (strongest.act.strength <= leastHead) return { words, acts: [] };
  if (isMeasure(words, strongest, hint)) return { words, acts: [] };
  const hinted = found.find((other) => other.act.lemma === hint && other.act.strength > -1);
  const head =
    underAuxiliary(found, strongest) ?? (strongest.act.strength < 4.5 ? hinted : undefined) ?? strongest;
  const acts = [asCommand(words, head)];
  for (const other of found) if (isJoined(words, head.at, head.act.class, other)) acts.push(other.act);
  return { words, acts };
}

// What is only ever looked at, of an act as of anything else.
export const measures: ReadonlySet<string> = new Set(
  `price prices quote quotes status history fee fees rate rates cost costs balance balances count counts stats statistics summary limits
  estimate estimates availability details info total totals`.split(/\s+/),
);

const alsoThings = new Set(
  'lock order payment refund charge transfer scan build deploy run execution sync restore delivery trade bid stake lease commit merge backup book request claim sprint'.split(
    ' ',
  ),
);
const states = new Set(['status', 'history', 'info', 'details', 'stats', 'summary', 'count', 'balance']);

/** `tickets_buy_price`, `bridge_routes`: what the act is about, where the description says that the tool looks. */
function isMeasure(words: Word[], head: { at: number; act: Act }, hint: string | undefined): boolean {
  // `lock_status`, `refund_status`: a thing by the same word, and nothing else is said of it.
  if (hint === undefined && head.at === 0 && words.length === 2 && alsoThings.has(head.act.lemma))
    return states.has((words[1] as Word).text);
  if (hint === undefined || hint === head.act.lemma || verbOf(hint)?.class !== 'Read') return false;
  const last = words.length - 1;
  // `collection_indexes`: hardly an act.
  if (last > 0 && head.act.strength < 1) return true;
  const isMeasured = head.at < last && measures.has((words[last] as Word).text);
  if (head.at === 0) return last > 0 && (head.act.strength < 2.5 || (head.act.strength < 5 && isMeasured));
  return isMeasured;
}

/** `listar_pedidos`, `cliente-eliminar`: a name in another language, where no English verb is in it. */
function foreignAct(words: Word[]): Act[] {
  const texts = words.map((word) => word.text);
  for (const word of [words[0], words[words.length - 1]]) {
    const known = word && foreignClassOf(word.text, texts);
    if (word && known) return [{ word, lemma: `~${known}`, class: known, strength: 3 }];
  }
  return [];
}

// `confirm_delete`, `schedule_start`: the act is the verb behind.
const auxiliaries = new Set(
  'confirm schedule execute perform request batch bulk force do try start finish complete prepare'.split(' '),
);

function underAuxiliary(found: { at: number; act: Act }[], head: { at: number; act: Act }) {
  if (!auxiliaries.has(head.act.lemma)) return undefined;
  return found.find((other) => other.at === head.at + 1 && other.act.strength >= 3.5);
}

function asCommand(words: Word[], head: { at: number; act: Act }): Act {
  const word = words[head.at] as Word;
  const before = words[head.at - 1];
  const after = words[head.at + 1];
  const known =
    (before && commandClass(before.text, word.text)) ?? (after && commandClass(word.text, after.text));
  if (!known) return head.act;
  const other = before && commandClass(before.text, word.text) ? before : after;
  const span = other && spanOf(word, other);
  return { ...head.act, class: known, strength: Math.max(head.act.strength, 4), span };
}

export function actOf(word: Word, verb: Verb, strength: number, around: Word[], from?: string): Act {
  const objects = around.map(({ text }) => text);
  const rule = ruleFor(verb.lemma, objects, from);
  const object = headNoun(objects);
  const act = {
    word,
    lemma: verb.lemma,
    class: rule?.class ?? verb.class,
    says: rule?.says,
    strength,
    object,
  };
  const thing = rule && around.find(({ text }) => text === object);
  return thing ? { ...act, span: spanOf(word, thing) } : act;
}

function spanOf(a: Word, b: Word) {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** `create_user_v2`, `getUploadURLV1`: a version says nothing of the act. */
function withoutVersion(words: Word[]): Word[] {
  const last = words[words.length - 1];
  const version = last && /v\d{1,3}$/.exec(last.text);
  if (!last || !version || (version.index === 0 && words.length === 1)) return words;
  const kept = words.slice(0, -1);
  if (version.index < 2) return kept;
  return [
    ...kept,
    { text: last.text.slice(0, version.index), start: last.start, end: last.start + version.index },
  ];
}

// `funding_rates`, `pending_orders`: in a name a gerund mostly describes.
const isGerund = (text: string, lemma: string) => text !== lemma && text.endsWith('ing');
const isPlural = (text: string, lemma: string) => text !== lemma && text.endsWith('s');

function placeBonus(words: Word[], at: number): number {
  if (at === 0) return 2;
  if (prepositions.has((words[at - 1] as Word).text)) return -3;
  if (at === words.length - 1) return at === 1 ? 0.9 : 0.7;
  return at === 1 ? 1 : at === 2 ? 0.5 : 0;
}

/** What the verb at `at` acts on: the words behind it up to a preposition; for a verb at the end, those before it. */
function objectsAround(words: Word[], at: number): Word[] {
  const objects: Word[] = [];
  for (let i = at + 1; i < words.length && objects.length < 6; i++) {
    const word = words[i] as Word;
    if (word.text === 'to' && i === at + 1) continue;
    if (prepositions.has(word.text)) break;
    objects.push(word);
  }
  for (let i = at - 1; objects.length === 0 && i >= 0 && i > at - 4; i--) objects.push(words[i] as Word);
  return objects;
}

/** What follows `from`: its head noun, as in `remove_host_from_device_group`. */
export function placeAfter(words: Word[], at: number): string | undefined {
  const from = words.findIndex((word, index) => index > at && index < at + 8 && word.text === 'from');
  if (from < 0) return undefined;
  const behind: string[] = [];
  for (const word of words.slice(from + 1, from + 6)) {
    if (prepositions.has(word.text) || word.text === 'and') break;
    behind.push(word.text);
  }
  return headNoun(behind);
}

function isJoined(
  words: Word[],
  head: number,
  headClass: RiskClass,
  other: { at: number; act: Act },
): boolean {
  if (other.at === head) return false;
  const distance = Math.abs(other.at - head);
  if (
    joints.has(words[other.at - 1]?.text ?? '') ||
    (distance === 2 && joints.has((words[Math.min(head, other.at) + 1] as Word).text))
  ) {
    return other.act.strength > (headClass === 'Read' ? 2.9 : -0.5);
  }
  // Behind a verb that looks, a verb says what is looked at: `get_create_fields`.
  if (headClass === 'Read') return false;
  return (
    distance === 1 && other.act.strength >= 3.5 && other.at > head && !other.act.word.text.endsWith('ing')
  );
}
