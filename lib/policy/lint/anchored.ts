/**
 * Whether a pattern in RE2's dialect is bound to the beginning and the end of the text in every alternative. Read as text and on
 * the safe side: what is not clearly bound counts as open.
 */
export function isAnchored(pattern: string): boolean {
  if (/\(\?[a-zA-Z]*m/.test(pattern)) return false;
  const body = withoutFlags(pattern);
  const alternatives = splitAlternatives(body);
  return alternatives.every((alternative) => {
    const inner = wholeGroup(alternative);
    if (inner !== undefined) return isAnchored(inner);
    return /^(?:\^|\\A)/.test(alternative) && endsBound(alternative);
  });
}

/** The same pattern, bound to the whole text. */
export function anchored(pattern: string): string {
  const flags = /^\(\?[a-zA-Z]+\)/.exec(pattern)?.[0] ?? '';
  return `${flags}^(?:${pattern.slice(flags.length)})$`;
}

function withoutFlags(pattern: string): string {
  return pattern.replace(/^\(\?[a-zA-Z]+\)/, '');
}

function endsBound(text: string): boolean {
  if (text.endsWith('\\z')) return !isEscaped(text, text.length - 2);
  return (
    text.endsWith('$') &&
    !isEscaped(text, text.length - 1) &&
    text.lastIndexOf('\\Q') <= text.lastIndexOf('\\E')
  );
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

/** The inside of a group that is the whole of the text, or undefined. */
function wholeGroup(text: string): string | undefined {
  const head = /^\((?:\?:)?(?!\?)/.exec(text)?.[0];
  if (head === undefined || !text.endsWith(')') || isEscaped(text, text.length - 1)) return undefined;
  const inner = text.slice(head.length, -1);
  return splitAt(inner, (depth) => depth < 0).length === 1 ? inner : undefined;
}

function splitAlternatives(text: string): string[] {
  return splitAt(text, (depth, character) => depth === 0 && character === '|');
}

/** Cuts a pattern wherever `cuts` says so, outside of escapes, classes and quotations. */
function splitAt(text: string, cuts: (depth: number, character: string) => boolean): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let inClass = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (text.startsWith('\\Q', at)) {
      const end = text.indexOf('\\E', at);
      at = end < 0 ? text.length : end + 1;
    } else if (character === '\\') {
      at += 1;
    } else if (inClass) {
      inClass = character !== ']' || /\[\^?$/.test(text.slice(start, at));
    } else if (character === '[') {
      inClass = true;
    } else {
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      if (cuts(depth, character)) {
        parts.push(text.slice(start, at));
        start = at + 1;
      }
    }
  }
  parts.push(text.slice(start));
  return parts;
}
