import { type ChangeEvent, type RefObject, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

/**
 * A ref for a field. What somebody did to it before the page's scripts were there, or the browser filled in, is told to
 * `onChange` as it would have been: else the next change of anything takes it away.
 */
export function useEarly<E extends HTMLElement>(
  isChanged: (field: E) => boolean,
  onChange: ((event: ChangeEvent<E>) => void) | undefined,
): RefObject<E | null> {
  const ref = useRef<E>(null);
  const isAwaking = useSyncExternalStore(
    () => () => {},
    () => false,
    () => true,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what stood there at first is early
  useLayoutEffect(() => {
    const field = ref.current;
    if (isAwaking && field !== null && isChanged(field)) {
      onChange?.({ target: field, currentTarget: field } as unknown as ChangeEvent<E>);
    }
  }, []);
  return ref;
}

/** Whether a field that was given `value` holds another. A field keeps no line ends, or other ones. */
export function isTyped(field: HTMLInputElement | HTMLTextAreaElement, value: unknown): boolean {
  return typeof value === 'string' && withoutLineEnds(field.value) !== withoutLineEnds(value);
}

function withoutLineEnds(text: string): string {
  return text.replace(/[\r\n]+/g, '');
}
