/** The text within so many UTF-16 units: cut behind a word, with an ellipsis, where it is longer. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  const word = /\s/.test(text.charAt(most - 1)) ? room : room.replace(/\s\S*$/, '');
  // A word as long as that is cut itself.
  const kept = word.length < most / 2 ? room : word;
  return `${kept.replace(/[\s,;:.–-]+$/, '')}…`;
}
