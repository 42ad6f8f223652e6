'use client';

import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { editBetween } from '@/components/text-edits';
import type { EditorProps } from './contract';

/** A plain text area on the same text, with the same history: where Monaco cannot be had. */
export function PlainEditor(props: EditorProps) {
  const { source, label, onReady } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useSyncExternalStore(
    (listener) => source.subscribe(listener),
    () => source.read(),
    () => source.read(),
  );
  const returns = text.includes('\r\n');

  const ready = useEffectEvent(onReady);
  useEffect(() => {
    ready({
      focus: () => area.current?.focus(),
      goTo(offset) {
        area.current?.focus();
        area.current?.setSelectionRange(
          shownOffset(source.read(), offset),
          shownOffset(source.read(), offset),
        );
      },
      reveal() {},
    });
    return () => ready(null);
  }, [source]);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === 'Tab' && !props.tabMovesFocus && !event.shiftKey) {
      event.preventDefault();
      event.currentTarget.setRangeText(
        '  ',
        event.currentTarget.selectionStart,
        event.currentTarget.selectionEnd,
        'end',
      );
      take(event.currentTarget.value);
    }
  }

  /** A text area knows LF only: other line ends of the document stay as they were. */
  function take(value: string) {
    const typed = returns ? value.replaceAll('\n', '\r\n') : value;
    props.onType(editBetween(text, typed));
  }

  return (
    <textarea
      ref={area}
      aria-label={label}
      value={returns ? text.replaceAll('\r\n', '\n') : text}
      onChange={(event) => take(event.currentTarget.value)}
      onSelect={(event) => props.onCursor(event.currentTarget.selectionStart)}
      onKeyDown={onKeyDown}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap="off"
      className="block size-full resize-none bg-surface px-4 py-2 font-mono text-12/5 text-ink outline-none -outline-offset-2"
    />
  );
}

function shownOffset(text: string, offset: number): number {
  return text.slice(0, offset).replaceAll('\r\n', '\n').length;
}
