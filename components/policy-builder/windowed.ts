import { type RefObject, useState, useSyncExternalStore } from 'react';

type Windowed = {
  /** The rows to draw, in order: those in view, a few around them, and the one that is kept. */
  indexes: number[];
  /** Brings a row into view, and moves nothing when it is there already. */
  show(index: number): void;
};

const around = 2;
const firstHeight = 640;

/**
 * Which rows of a long list of equal heights are drawn. `head` pixels at the top of the scroller are covered by a heading that
 * stays. INVARIANT: the kept row is always drawn, or the keyboard would lose its place.
 */
export function useWindowed(
  scroller: RefObject<HTMLElement | null>,
  { count, height, head = 0, keep }: { count: number; height: number; head?: number; keep: number },
): Windowed {
  const [view] = useState(() => createView(scroller, height));
  const first = useSyncExternalStore(view.subscribe, view.first, () => 0);
  const rows = useSyncExternalStore(view.subscribe, view.rows, () => Math.ceil(firstHeight / height));

  const start = Math.max(0, Math.min(first, count - rows) - around);
  const end = Math.min(count, Math.max(0, Math.min(first, count - rows)) + rows + around);
  const indexes = Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
  if (keep >= 0 && keep < count) {
    if (keep < start) indexes.unshift(keep);
    else if (keep >= end) indexes.push(keep);
  }
  return {
    indexes,
    show(index) {
      const { top, room } = view.place();
      if (index * height < top) view.scrollTo(index * height);
      else if ((index + 1) * height > top + room - head) view.scrollTo((index + 1) * height - room + head);
    },
  };
}

/**
 * Watches a scroller; tells only when another row came into view, not of every pixel. Its place is remembered from the browser's
 * own events: asking for it in the middle of a change would make the browser lay out the page at once.
 */
function createView(scroller: RefObject<HTMLElement | null>, height: number) {
  const listeners = new Set<() => void>();
  let top = 0;
  let room = firstHeight;
  let first = 0;
  let rows = Math.ceil(firstHeight / height);

  function take(nextTop: number, nextRoom: number) {
    top = nextTop;
    room = nextRoom;
    const nextFirst = Math.floor(top / height);
    const nextRows = Math.ceil(room / height) + 1;
    if (nextFirst === first && nextRows === rows) return;
    first = nextFirst;
    rows = nextRows;
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void) {
    const element = scroller.current;
    listeners.add(listener);
    if (!element) return () => listeners.delete(listener);
    const sizes = new ResizeObserver(() => take(element.scrollTop, element.clientHeight));
    const onScroll = () => take(element.scrollTop, room);
    sizes.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      listeners.delete(listener);
      sizes.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }

  function scrollTo(to: number) {
    const element = scroller.current;
    if (!element) return;
    const next = Math.max(0, to);
    element.scrollTop = next;
    take(next, room);
  }

  return { subscribe, scrollTo, place: () => ({ top, room }), first: () => first, rows: () => rows };
}
