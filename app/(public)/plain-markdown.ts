// What no eye sees, or what turns the order of a text.
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;

/**
 * A stranger's text inside a line of our Markdown: every sign that could begin a link, code, a heading, a list or HTML is
 * escaped, and what is unseen is shown by its number. INVARIANT: it stays one line of plain words.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(unseen, named)
    .replace(/[\\`*_{}[\]()<>|~&#!@]|:(?=\/\/)|^[+\-.=]|(?<=^\d{1,9})[.)]/g, '\\$&');
}

/** A stranger's text as a block of code, whatever fences stand in it. */
export function fencedMarkdown(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const shown = text
    .replace(/\r\n?/g, '\n')
    .replace(unseen, (sign) => (/[\n\t]/.test(sign) ? sign : named(sign)));
  return `${fence}${language}\n${shown.replace(/\n+$/, '')}\n${fence}`;
}

function named(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
