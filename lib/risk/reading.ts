import { type Act, actsOfName } from './name';
import { isObject, own } from './parameters';
import { type PhraseHit, phrasesIn } from './phrases';
import { type Prose, readProse } from './prose';
import { readSchema, type SchemaReading } from './schema';
import type { ToolDefinition } from './types';
import { type Word, wordsOfName } from './words';

/** Everything that the classifier sees in a definition, before it weighs it. Annotations are read apart. */
export type Reading = {
  nameWords: Word[];
  nameActs: Act[];
  title?: { text: string; pointer: string; acts: Act[] };
  description: string;
  prose: Prose;
  phrases: PhraseHit[];
  schema: SchemaReading;
  serverWords: string[];
};

// Of a description no more than this is looked at for phrases; the acts are read from its beginning.
const mostDescription = 4_000;

export function read(tool: ToolDefinition): Reading {
  const description = typeof tool.description === 'string' ? tool.description.slice(0, mostDescription) : '';
  const phrases = phrasesIn(lowerCase(description));
  const isSoft = isTrash(description, phrases);
  const said = readProse(description);
  const prose = isSoft && said.main ? { ...said, main: trashed(said.main) } : said;
  const { words, acts } = actsOfName(tool.name, prose.main?.lemma);
  const [head, ...others] = acts;
  const first = head && withObjectOf(prose, head);
  return {
    nameWords: words,
    nameActs: first ? [isSoft ? trashed(first) : first, ...others] : acts,
    title: titleOf(tool),
    description,
    prose,
    phrases,
    schema: readSchema(
      tool.inputSchema,
      words.map((word) => word.text),
    ),
    serverWords: wordsOfName(tool.server ?? '', 120).map((word) => word.text),
  };
}

/** Whether what is deleted always goes to a trash: not only "on paid plans", and not for good. */
function isTrash(description: string, phrases: PhraseHit[]): boolean {
  const hit = phrases.find(({ phrase }) => phrase.code === 'trash');
  if (!hit || hit.start >= 200 || phrases.some(({ phrase }) => lost.has(phrase.code))) return false;
  return !/^[\s(]*(?:on|if|unless|when|only)\b/i.test(description.slice(hit.end, hit.end + 12));
}

const lost = new Set(['irreversible', 'permanent', 'data-loss']);
const throwsAway = new Set(['delete', 'remove', 'trash', 'discard', '~Destructive']);

/** What is deleted into a trash comes back. */
function trashed(act: Act): Act {
  if (!throwsAway.has(act.lemma)) return act;
  return { ...act, class: 'Write', says: 'moves to a trash that gives back' };
}

/** `evaluate`: a bare verb acts on what the description says, where that decides. */
function withObjectOf({ main }: Prose, head: Act): Act {
  if (main?.says === undefined || main.lemma !== head.lemma) return head;
  // `mint_token`, `transfer_xyz`: the description says of the same thing what it is for, or what the thing is.
  const isSame = head.object === main.object && main.class === 'Write';
  const isGraver = head.says === undefined && main.class === 'Financial';
  if (head.object !== undefined && !isSame && !isGraver) return head;
  return { ...head, class: main.class, says: main.says, object: main.object };
}

function titleOf(tool: ToolDefinition): Reading['title'] {
  const own = typeof tool.title === 'string' ? tool.title : '';
  if (own.trim() === '') return undefined;
  return { text: own, pointer: '/title', acts: actsOfName(own).acts };
}

/** In lower case, at the same positions: a few letters grow when they are lowered, and stay as they are here. */
function lowerCase(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length ? lowered : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether the beginning of the description has a phrase of one of the codes. */
export function isSaidEarly({ phrases }: Pick<Reading, 'phrases'>, ...codes: string[]): boolean {
  return phrases.some((hit) => hit.start < 200 && codes.includes(hit.phrase.code));
}

/** What the publisher declares, as far as it is a boolean. */
export function hintsOf(annotations: ToolDefinition['annotations']) {
  const hint = (name: string) => {
    const value = isObject(annotations) ? own(annotations, name) : undefined;
    return typeof value === 'boolean' ? value : undefined;
  };
  return {
    readOnly: hint('readOnlyHint'),
    destructive: hint('destructiveHint'),
    idempotent: hint('idempotentHint'),
    openWorld: hint('openWorldHint'),
  };
}
