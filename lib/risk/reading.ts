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
  const prose = readProse(description);
  const { words, acts } = actsOfName(tool.name, prose.main?.lemma);
  const [head, ...others] = acts;
  return {
    nameWords: words,
    nameActs: head ? [withObjectOf(prose, head), ...others] : acts,
    title: titleOf(tool),
    description,
    prose,
    phrases: phrasesIn(lowerCase(description)),
    schema: readSchema(tool.inputSchema),
    serverWords: wordsOfName(tool.server ?? '', 120).map((word) => word.text),
  };
}

/** `evaluate`: a bare verb acts on what the description says, where that decides. */
function withObjectOf({ main }: Prose, head: Act): Act {
  if (head.object !== undefined || main?.says === undefined || main.lemma !== head.lemma) return head;
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
