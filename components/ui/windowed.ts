import { type RefObject, useMemo, useSyncExternalStore } from 'react';

type Windowed = {
  /** The rows to draw, in order: those in view, a few around them, and the one that is kept. */
  indexes: number[];
  /** Brings a row into view, and moves nothing when it is there already. */
  show(index: number): void;
};

type WindowedOptions = {
  count: number;
  /** Of every row, in pixels. */
  height: number;
  /** Pixels at the top of the scroller that are covered by a heading which stays. */
  head?: number;
  keep: number;
  /** What scrolls: the element itself, or the page that the element is a part of. */
  by?: 'element' | 'page';
};

const around = 1;
const firstHeight = 640;

/** Which rows of a long list of equal heights are drawn. INVARIANT: the kept row always is, or the keyboard would lose its place. */
export function useWindowed(
  element: RefObject<HTMLElement | null>,
  { count, height, head = 0, keep, by = 'element' }: WindowedOptions,
): Windowed {
  const view = useMemo(
    () => createView(by === 'page' ? page(element) : box(element), height),
    [element, height, by],
  );
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

type Place = {
  /** How far the list is scrolled past, and how much of it can be seen, in pixels. */ top: number;
  room: number;
};

type Scroller = {
  read(): Place;
  scrollTo(top: number): void;
  /** Tells of scrolling and of another size, and once at the beginning. */
  watch(onMove: () => void): () => void;
};

function box(ref: RefObject<HTMLElement | null>): Scroller {
  return {
    read: () => ({ top: ref.current?.scrollTop ?? 0, room: ref.current?.clientHeight ?? firstHeight }),
    scrollTo(top) {
      if (ref.current) ref.current.scrollTop = top;
    },
    watch(onMove) {
      const element = ref.current;
      if (!element) return () => {};
      const sizes = new ResizeObserver(onMove);
      sizes.observe(element);
      element.addEventListener('scroll', onMove, { passive: true });
      return () => {
        sizes.disconnect();
        element.removeEventListener('scroll', onMove);
      };
    },
  };
}

function page(ref: RefObject<HTMLElement | null>): Scroller {
  const topOf = () => ref.current?.getBoundingClientRect().top ?? 0;
  return {
    read: () => ({ top: Math.max(0, -topOf()), room: innerHeight - Math.max(0, topOf()) }),
    scrollTo: (top) => scrollTo({ top: scrollY + topOf() + top }),
    watch(onMove) {
      onMove();
      addEventListener('scroll', onMove, { passive: true });
      addEventListener('resize', onMove);
      return () => {
        removeEventListener('scroll', onMove);
        removeEventListener('resize', onMove);
      };
    },
  };
}

/**
 * Watches a scroller; tells only when another row came into view, not of every pixel. Its place is remembered from the browser's
 * own events: asking for it in the middle of a change would make the browser lay out the page at once.
 */
function createView(scroller: Scroller, height: number) {
  const listeners = new Set<() => void>();
  let place: Place = { top: 0, room: firstHeight };
  let first = 0;
  let rows = Math.ceil(firstHeight / height);

  function take(next: Place) {
    place = next;
    const nextFirst = Math.floor(next.top / height);
    const nextRows = Math.ceil(next.room / height) + 1;
    if (nextFirst === first && nextRows === rows) return;
    first = nextFirst;
    rows = nextRows;
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    const stop = scroller.watch(() => take(scroller.read()));
    return () => {
      listeners.delete(listener);
      stop();
    };
  }

  function scrollTo(to: number) {
    const top = Math.max(0, to);
    scroller.scrollTo(top);
    take({ ...place, top });
  }

  return { subscribe, scrollTo, place: () => place, first: () => first, rows: () => rows };
}
