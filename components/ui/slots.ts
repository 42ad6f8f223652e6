import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Which element of a list shows which item: numbers to be used as keys, in the order in which the items are shown. */
export type Slots = ReadonlyMap<string, number>;

/**
 * What is new takes over the element of something that went: to fill one anew costs an eighth of making one, or of moving it to
 * another place among its neighbours. Where most would have to move, as when a list is filtered, all are filled anew in the
 * order in which they stand. Pure.
 *
 * `held`: the item that has the focus. It keeps its element while it is shown, and nobody takes that over.
 */
export function assignSlots(before: Slots, names: readonly string[], held?: string): Slots {
  const keepAll = fill(before, names, held, (name) => before.has(name));
  if (keepAll.moved <= names.length / 4) return keepAll.slots;
  return fill(before, names, held, (name) => name === held && before.has(name)).slots;
}

function fill(
  before: Slots,
  names: readonly string[],
  held: string | undefined,
  keeps: (name: string) => boolean,
) {
  const places = [...before.keys()];
  const kept = new Set(names.filter(keeps));
  const free = places.flatMap((name, place) => (kept.has(name) || name === held ? [] : place));
  const slotAt = (place: number | undefined) => before.get(places[place ?? -1] ?? '');
  const slots = new Map<string, number>();
  const left: string[] = [];
  let last = -1;
  for (const [i, name] of names.entries()) {
    if (kept.has(name)) last = places.indexOf(name);
    else {
      const next = names.slice(i + 1).find((later) => kept.has(later));
      const end = next === undefined ? places.length : places.indexOf(next);
      const at = free.findIndex((place) => place > last && place < end);
      if (at < 0) left.push(name);
      else [last = last] = free.splice(at, 1);
    }
    slots.set(name, slotAt(last) ?? -1);
  }
  const moved = Math.min(left.length, free.length);
  let unused = Math.max(-1, ...before.values());
  for (const name of left) {
    const slot = slotAt(free.shift());
    if (slot === undefined) unused += 1;
    slots.set(name, slot ?? unused);
  }
  return { slots, moved };
}

/** The same from one drawing to the next. `held` is known when the next one comes, and is held where the list has the focus then. */
export function useSlots(
  names: readonly string[],
  held: string | undefined,
  hasFocus: RefObject<boolean>,
): Slots {
  const drawn = useRef<{ slots: Slots; held: string | undefined }>({ slots: new Map(), held: undefined });
  const before = drawn.current;
  const slots = assignSlots(before.slots, names, hasFocus.current ? before.held : undefined);
  useLayoutEffect(() => {
    drawn.current = { slots, held };
  });
  return slots;
}
