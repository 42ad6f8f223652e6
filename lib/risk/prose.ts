import type { RiskClass } from '@/lib/policy';
import { foreignClassOf, foreignVerb, ideographicActs } from './languages';
import { type Act, actOf, measures, placeAfter } from './name';
import { commandClass } from './rules';
import { phrasalOf, type Verb, verbOf } from './verbs';
import { isParted, type Word, wordsOfProse } from './words';

/** What a description says that the tool does: its main act, and the others that its first sentence joins to it. */
export type Prose = { words: Word[]; main?: Act; joined: Act[]; sentenceEnd: number };

const longest = 2_000;

// Words that come before the verb: "This tool allows you to delete …", "[Requires login] Permanently delete …".
const openers = new Set(
  `this the a an tool tools function endpoint api method command action operation use used using to for that which will can
  you your user users allows enables enable lets let helps help provides provide ability able be is are it its when if
  please simply just only quickly safely easily directly also new one of call calls requires required login auth
  authentication beta deprecated experimental premium admin paid free internal legacy mcp server and or with from into
  interface wrapper utility helper designed capable performs perform purpose description summary note important warning
  agent agents assistant model llm claude client clients ai allowing enabling letting once used-to we i they must should may
  make makes making causes cause first step low level high async asynchronously synchronously batch bulk advanced smart`
    .split(/\s+/)
    .filter(Boolean),
);
const joints = new Set(['and', 'or', 'then', 'and/or']);
const asides = new Set(['optionally', 'automatically', 'immediately', 'also', 'then']);
const isGerund = (word: Word, verb: Verb) => word.text !== verb.lemma && word.text.endsWith('ing');

export function readProse(text: string): Prose {
  const sentenceEnd = endOfSentence(text);
  const words = wordsOfProse(text, 40, longest);
  const ideographic = ideographicActs(text);
  if (ideographic.length > 0) return { words, sentenceEnd, ...foreignActs(text, ideographic) };
  const at = mainVerb(text, words, sentenceEnd);
  if (at === undefined) return { words, joined: [], sentenceEnd };
  const main = actAt(text, words, at, 3);
  return { words, main, joined: main ? joinedActs(text, words, at, sentenceEnd) : [], sentenceEnd };
}

/** Of a later sentence: at its beginning, or with a verb's ending (保存されます). */
function isVerbLater(text: string, main: Act | undefined, { start, end }: Word): boolean {
  const stop = text.lastIndexOf('。', start);
  if (stop < (main?.word.end ?? 0)) return false;
  return start - stop < 5 || text.slice(end, end + 5).includes('ます');
}

const joins = new Set([...'并和或、，,及再/與与並후및']);

function foreignActs(text: string, acts: { class: RiskClass; start: number; end: number }[]) {
  const made = acts.slice(0, 4).map(
    (act): Act => ({
      word: { text: text.slice(act.start, act.end), start: act.start, end: act.end },
      lemma: `~${act.class}`,
      class: act.class,
      strength: 2,
    }),
  );
  const [main, ...others] = made;
  // 返回…配置: behind a verb that looks, what nothing joins is a thing.
  const isSaid = ({ class: said, word }: Act) =>
    said !== 'Write' || joins.has(text[word.start - 1] ?? '') || isVerbLater(text, main, word);
  const joined = main?.class === 'Read' ? others.filter(isSaid) : others;
  return { main, joined };
}

/** Where the first sentence ends: at a full stop before a blank, a blank line, a heading's end, or after 300 units. */
function endOfSentence(text: string): number {
  const cap = Math.min(text.length, 300);
  let seenWord = false;
  for (let i = 0; i < cap; i++) {
    const code = text.charCodeAt(i);
    if (code > 64) seenWord = true;
    if (!seenWord) continue;
    if ((code === 46 || code === 33) && (i + 1 >= text.length || text.charCodeAt(i + 1) <= 32) && i > 8)
      return i;
    if (code === 10 && text.charCodeAt(i + 1) === 10) return i;
    if (code === 0x3002) return i;
  }
  return cap;
}

const asks =
  /^\W{0,2}(?:(?:what|which|who|whose) (?!it |this |that )|whether |how (?:many|much|often|long)\b|(?:is|are|does|did|has|have) (?:the|there|this|any|my|our|your|it)\b)/i;

/** "Which agent costs most?", "Is the server up?": a description that asks says what is answered. */
export function isAsked(text: string): boolean {
  return asks.test(text.slice(0, 32));
}

function mainVerb(text: string, words: Word[], sentenceEnd: number): number | undefined {
  if (isAsked(text)) return undefined;
  let fallback: number | undefined;
  for (let at = 0; at < words.length && at < 16; at++) {
    const word = words[at] as Word;
    if (word.start > sentenceEnd + 1) break;
    if (foreignVerb(word.text)) return at;
    const verb = verbOf(word.text);
    // "Sent/open/click stats": what is behind a stroke is what the word before it is.
    if (isOfStroke(text, words, at)) continue;
    if (openers.has(word.text) || word.text.endsWith('ly') || inBrackets(text, word)) {
      if (verb && fallback === undefined && at === 0) fallback = at;
      continue;
    }
    // "Funding rates of …" describes; "a tool for deleting …" acts.
    if (
      verb &&
      word.text !== verb.lemma &&
      word.text.endsWith('ing') &&
      !ledBy.has(words[at - 1]?.text ?? '')
    )
      continue;
    if (verb && (isThing(words, at, verb) || isAmongThings(words, at, verb))) continue;
    if (verb) {
      // "Search results of …", "Order details": a thing at the front, unless it has a verb's form or place.
      if (verb.strength >= 1 || at === 0 || afterTo(words, at)) return at;
    } else if (at === 0 && isParticiple(word.text)) continue;
    else if (fallback === undefined && at > 5) break;
  }
  return fallback;
}

/** Whether a word is joined by strokes to a first one that is no verb. */
function isOfStroke(text: string, words: Word[], at: number): boolean {
  let first = at;
  while (first > 0 && text[(words[first] as Word).start - 1] === '/') first--;
  return first < at && !verbOf((words[first] as Word).text);
}

/** "Tests that failed", "Builds per branch", "a forecast of the open deals": a thing, or what one is like. */
function isThing(words: Word[], at: number, verb: Verb): boolean {
  const word = words[at] as Word;
  if (at > 0 && articles.has((words[at - 1] as Word).text))
    return word.text === verb.lemma && verb.strength < 3;
  const next = words[at + 1]?.text ?? '';
  const isPlural = word.text !== verb.lemma && word.text.endsWith('s');
  return isPlural && verb.class !== 'Read' && verb.strength < 3 && describes.has(next);
}

/** "Every setting with its value, type …", "Block count": what may be a verb, where things are named. */
function isAmongThings(words: Word[], at: number, verb: Verb): boolean {
  if (verb.strength >= 2 || verb.class === 'Read') return false;
  if (at === 0) return measures.has(words[1]?.text ?? '');
  const before = (words[at - 1] as Word).text;
  return !openers.has(before) && !before.endsWith('ly') && before.length > 2;
}

const articles = new Set(['the', 'a', 'an', 'of', 'per']);
const describes = new Set(['that', 'which', 'who', 'whose', 'of', 'per']);

const ledBy = new Set(['for', 'by', 'of', 'to']);
const isParticiple = (word: string) => word.endsWith('ed') && word.length > 4;
const afterTo = (words: Word[], at: number) => at > 0 && (words[at - 1] as Word).text === 'to';

function inBrackets(text: string, word: Word): boolean {
  const open = text.lastIndexOf('[', word.start);
  return open >= 0 && open > text.lastIndexOf(']', word.start) && word.start - open < 40;
}

function actAt(text: string, words: Word[], at: number, strength: number): Act | undefined {
  const word = words[at] as Word;
  const objects: Word[] = [];
  const phrasal = phrasalOf(word.text, words[at + 1]?.text ?? '');
  for (let i = at + (phrasal ? 2 : 1); i < words.length && objects.length < 6; i++) {
    const object = words[i] as Word;
    if (object.text === 'to' && i === at + 1) continue;
    if (stops.has(object.text) || isParted(text, (words[i - 1] as Word).end, object.start)) break;
    objects.push(object);
  }
  const verb = phrasal ?? prefixed(text, words, at) ?? verbOf(word.text);
  if (verb) {
    const act = actOf(word, verb, strength + verb.strength / 3, objects, placeAfter(words, at));
    const known = commandClass(word.text, words[at + 1]?.text ?? '');
    return known ? { ...act, class: known } : act;
  }
  const foreign = foreignClassOf(
    word.text,
    objects.map((object) => object.text),
  );
  return foreign && { word, lemma: `~${foreign}`, class: foreign, strength };
}

/** `Pre-authorize`, `Re-run`: one verb, though a hyphen parts it. */
function prefixed(text: string, words: Word[], at: number): Verb | undefined {
  const before = words[at - 1];
  const word = words[at] as Word;
  if (!before || before.end !== word.start - 1 || text[before.end] !== '-') return undefined;
  return verbOf(before.text + word.text);
}

const stops = new Set(
  'by for with from to into onto in on at via as within without per using when that which where if and or so until based'.split(
    ' ',
  ),
);

/** Verbs joined to the main one: "Create, retrieve, update, and delete …", "Deploys or destroys …". */
function joinedActs(text: string, words: Word[], main: number, sentenceEnd: number): Act[] {
  const acts: Act[] = [];
  const looks = verbOf((words[main] as Word).text)?.class === 'Read';
  const thirdPerson = (words[main] as Word).text.endsWith('s');
  const gerund = (words[main] as Word).text.endsWith('ing');
  for (let at = main + 1; at < words.length && acts.length < 6; at++) {
    const word = words[at] as Word;
    if (word.start > sentenceEnd) break;
    // "Logs of when users join, or change …": what others do.
    if (looks && word.text === 'when') break;
    const before = words[at - 1] as Word;
    const gap = text.slice(before.end, word.start);
    // "Show the log: commits, changes, runs": far behind a verb that looks, what it looks at.
    if (looks && at - main > 8 && !joints.has(before.text)) continue;
    const isJoined = joints.has(before.text) || /^\s?[,/&:]\s?$/.test(gap);
    // "Create a cell, optionally executing it."
    const isAside = asides.has(before.text) && word.text.endsWith('ing');
    const verb = isJoined || isAside ? verbOf(word.text) : undefined;
    if (!verb || verb.strength < 2) continue;
    if (!isAside && (word.text.endsWith('s') !== thirdPerson || isGerund(word, verb) !== gerund)) continue;
    // "Get buy or sell quotes": two that say what is looked at.
    if (looks && at === main + 3 && verbOf((words[main + 1] as Word).text)?.class === verb.class) continue;
    const act = actAt(text, words, at, at - main <= (looks ? 2 : 6) ? 2 : 1);
    if (act) acts.push(act);
  }
  return acts;
}
