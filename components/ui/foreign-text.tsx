import type { ReactNode } from 'react';

// Controls, and the format characters that turn the order of a text or stand in it unseen (Unicode Cc and Cf).
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]/u;
const unseenAll = /[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;
const pictograph = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?$/u;

/** Line breaks and tabs lay a text out; a joiner inside an emoji draws it. */
function harmless(sign: string, before: string): boolean {
  return sign === '\n' || sign === '\t' || sign === '\r' || (sign === '\u200d' && pictograph.test(before));
}

function code(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * A text that a stranger wrote, as text: nothing in it can turn the order of what stands around it, and what cannot be
 * seen is shown by its code.
 */
export function ForeignText({ text, className }: { text: string; className?: string }) {
  return <bdi className={className}>{foreign(text)}</bdi>;
}

/** The same without the isolation, for pieces of one text. */
export function foreign(text: string): ReactNode {
  if (!unseen.test(text)) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(unseenAll)) {
    const sign = match[0];
    if (harmless(sign, text.slice(Math.max(0, match.index - 2), match.index))) continue;
    parts.push(
      text.slice(at, match.index),
      <span
        key={match.index}
        className="rounded-[3px] bg-sunken px-0.5 font-mono text-11 text-f-warning inset-ring inset-ring-line"
      >
        {code(sign)}
      </span>,
    );
    at = match.index + sign.length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** For sentences that are read aloud and for names of controls. */
export function plainly(text: string): string {
  return text.replace(unseenAll, (sign) =>
    sign === '\n' || sign === '\t' || sign === '\r' ? ' ' : code(sign),
  );
}

/** JSON in which what cannot be seen is escaped: the same value, told apart by eye. */
export function visibleJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? '';
  return text.replace(unseenAll, (sign) => {
    if (sign === '\n') return sign;
    return [...Array(sign.length).keys()]
      .map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join('');
  });
}
