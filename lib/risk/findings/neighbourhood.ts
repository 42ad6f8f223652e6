import type { ToolDefinition } from '../types';
import { type Neighbour, skeletonOf } from './names';
import { textsOf } from './texts';

/** The tools of other servers, sorted so that a tool is held against the few that could matter, not against all. */
export type Neighbourhood = {
  /** Whose names stand in a text of the tool: for `poisoning`. */
  mentionedBy(tool: ToolDefinition): Neighbour[];
  /** Whose names could be taken for this one: for `shadowing`. */
  like(name: string): Neighbour[];
};

const shortestSlip = 10;
const word = /[a-z0-9_]+/g;

export function neighbourhood(neighbours: Iterable<Neighbour>): Neighbourhood {
  const byFirstWord = new Map<string, Neighbour[]>();
  const bySkeleton = new Map<string, Neighbour[]>();
  const byLetters = new Map<string, Neighbour[]>();
  for (const neighbour of neighbours) {
    const first = neighbour.name.toLowerCase().match(word)?.[0];
    if (first !== undefined) put(byFirstWord, first, neighbour);
    put(bySkeleton, skeletonOf(neighbour.name), neighbour);
    if (neighbour.name.length >= shortestSlip) put(byLetters, lettersOf(neighbour.name), neighbour);
  }
  return {
    mentionedBy(tool) {
      const found = new Set<Neighbour>();
      for (const { text, isName } of textsOf(tool)) {
        if (isName) continue;
        for (const said of new Set(text.toLowerCase().match(word))) {
          for (const neighbour of byFirstWord.get(said) ?? []) found.add(neighbour);
        }
      }
      return [...found];
    },
    like(name) {
      const slips = name.length >= shortestSlip ? byLetters.get(lettersOf(name)) : undefined;
      return [...new Set([...(bySkeleton.get(skeletonOf(name)) ?? []), ...(slips ?? [])])];
    },
  };
}

/** A slip swaps two letters: what is left is the same letters. */
function lettersOf(name: string): string {
  return [...name].sort().join('');
}

function put(map: Map<string, Neighbour[]>, key: string, neighbour: Neighbour): void {
  const there = map.get(key);
  if (there) there.push(neighbour);
  else map.set(key, [neighbour]);
}
