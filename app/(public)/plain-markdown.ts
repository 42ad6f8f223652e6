/**
 * A stranger's text inside our Markdown: one line, every sign that means something to Markdown escaped, and what is unseen
 * taken out. INVARIANT: it makes no link, no code, no heading and no HTML.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&:@]/g, '\\$&')
    .trim();
}

/** A stranger's text as a block of code, whatever fences stand in it. */
export function fencedMarkdown(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}
