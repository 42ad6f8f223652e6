/** Whether a match of a program can only be the whole text. */

import { empty } from './regex-column';
import { kind, type Loop, type Program } from './regex-program';

/**
 * Whether every match begins where the text does and ends where it ends. Never true where that is not so; a place that no text
 * can bring anybody to counts as one that some text does.
 */
export function isBound(program: Program): boolean {
  const { kinds, outs, start } = program;
  const does = (place: number) => kinds[place] as number;
  const begins = [...reached(program, [start], empty.beginText)];
  if (begins.some((place) => isRune(does(place)) || does(place) === kind.match)) return false;
  const behindRunes = [...kinds.keys()]
    .filter((place) => isRune(does(place)))
    .map((place) => outs[place] as number);
  const ends = [...reached(program, [start, ...behindRunes], empty.endText)];
  return !ends.some((place) => does(place) === kind.match);
}

/** Places that can be come to from others without a character, and without that condition being asked for. */
function reached({ kinds, outs, args, loops }: Program, from: number[], condition: number): Set<number> {
  const places = new Set(from);
  for (const place of places) {
    const [does, out, arg] = [kinds[place], outs[place], args[place]] as [number, number, number];
    if (isRune(does) || does === kind.match || (does === kind.empty && (arg & condition) !== 0)) continue;
    places.add(out);
    if (does === kind.alt) places.add(arg);
    if (does === kind.leave) places.add((loops[arg] as Loop).body);
  }
  return places;
}

function isRune(does: number): boolean {
  return does === kind.rune || does === kind.many;
}
