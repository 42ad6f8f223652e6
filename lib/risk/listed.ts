import type { RiskClass } from '@/lib/policy';
import { actsOfName } from './name';
import { isParted } from './words';

/** One of the actions that a description lists, with the words that stand for it. */
export type ListedAct = { class: RiskClass; start: number; end: number };

// How much of a list is looked at.
const longest = 900;
const item = /(?:^|[\n,|/(:;]|\bor\b|\band\b|[-*•·])[ \t]*["'`*]{0,3}([a-z][a-z_-]{1,40})["'`*]{0,3}/gi;

/**
 * The actions of a list that a heading such as `Actions:` begins at `from`: "list, get, create, delete", or one a line, each
 * with what it does. Prose behind a full stop is no item of it.
 */
export function listedActs(text: string, from: number): ListedAct[] {
  const end = endOfList(text, from);
  const list = text.slice(from, end);
  const found: ListedAct[] = [];
  for (const match of list.matchAll(item)) {
    const name = match[1] as string;
    const at = from + match.index + match[0].lastIndexOf(name);
    const after = at + name.length;
    // "- list: …", "delete,", "get (id)", "create -> …": what goes on in words is a sentence.
    if (
      !/^["'`*]{0,3}[ \t]*(?:[,|/):;(.\n=→]|->|[-–—]|or\b|and\b|$)/.test(
        text.slice(after, Math.min(end, after + 12)),
      )
    )
      continue;
    const act = actsOfName(name).acts[0];
    if (act && act.strength >= 3.9) found.push({ class: act.class, start: at, end: after });
  }
  return found;
}

/** A list on one line ends with its sentence, one with a bullet a line at an empty line. */
function endOfList(text: string, from: number): number {
  const cap = Math.min(text.length, from + longest);
  const isBulleted = /^[^\n]{0,60}\n\s*(?:[-*•·]|\d+[.)])/.test(text.slice(from, from + 80));
  for (let at = from + 1; at < cap; at++) {
    const isNext = text[at] === '\n' && (!isBulleted || text[at + 1] === '\n');
    if (isNext && at > from + 3) return at;
    if (!isBulleted && text[at] === '.' && isParted(text, at, at + 1) && /\s/.test(text[at + 1] ?? ' '))
      return at;
  }
  return cap;
}
