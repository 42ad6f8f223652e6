/** A command line as people type it: words parted by blanks, '…' to the letter, "…" with \" and \\, \x outside. Nothing is expanded. */
export function splitCommandLine(
  text: string,
): { ok: true; words: string[] } | { ok: false; message: string } {
  const words: string[] = [];
  let word = '';
  let open = false;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quote === '' && /\s/.test(sign)) {
      if (open) words.push(word);
      word = '';
      open = false;
      continue;
    }
    open = true;
    if (quote === '' && (sign === "'" || sign === '"')) quote = sign;
    else if (sign === quote) quote = '';
    else if (sign === '\\' && quote !== "'" && at + 1 < text.length) {
      const next = text.charAt(++at);
      word += quote === '"' && next !== '"' && next !== '\\' ? sign + next : next;
    } else word += sign;
  }
  if (quote !== '')
    return {
      ok: false,
      message: `A quotation mark ${quote} is never closed. Close it, or put it into other quotes.`,
    };
  if (open) words.push(word);
  return { ok: true, words };
}

/** For reading: what has blanks or signs of its own stands in quotes. Reads back as the same words. */
export function shownCommand(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
