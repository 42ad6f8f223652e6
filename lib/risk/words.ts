/** One word of a text: `text` in lower case, `start` and `end` its UTF-16 position. */
export type Word = { text: string; start: number; end: number };

const other = 0;
const lower = 1;
const upper = 2;
const digit = 3;

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return lower;
  if (code >= 65 && code <= 90) return upper;
  if (code >= 48 && code <= 57) return digit;
  if (code < 128) return other;
  // Letters beyond ASCII join the word: é, ü, Cyrillic. Ideographs are told apart by lib/risk/languages.
  return code >= 0xc0 && code < 0x2000 ? lower : other;
}

/**
 * The words of an identifier: `getHTTPUrl`, `list_users_v2`, `repo/issue.create` → get http url, list users v2,
 * repo issue create. Looks at the first `cap` UTF-16 units.
 */
export function wordsOfName(name: string, cap = 200): Word[] {
  const words: Word[] = [];
  const end = Math.min(name.length, cap);
  let start = -1;
  let before = other;
  const close = (at: number) => {
    if (start >= 0) words.push({ text: name.slice(start, at).toLowerCase(), start, end: at });
    start = -1;
  };
  for (let i = 0; i < end; i++) {
    const kind = kindOf(name.charCodeAt(i));
    if (kind === other) close(i);
    else if (start < 0) start = i;
    else if (kind === upper && before !== upper) {
      close(i);
      start = i;
    } else if (kind === lower && before === upper && i - start > 1) {
      // The last capital of a run begins the next word: HTTPUrl is HTTP, Url. But IDs stays whole.
      if (!(name[i] === 's' && kindOf(name.charCodeAt(i + 1)) !== lower)) {
        close(i - 1);
        start = i - 1;
      }
    }
    before = kind;
  }
  close(end);
  return words;
}

/** The words of prose, in lower case, from `from`, at most `limit` of them, within the first `cap` UTF-16 units. */
export function wordsOfProse(text: string, limit = 60, cap = 2_000, from = 0): Word[] {
  const words: Word[] = [];
  const end = Math.min(text.length, cap);
  let start = -1;
  for (let i = from; i <= end && words.length < limit; i++) {
    const kind = i < end ? kindOf(text.charCodeAt(i)) : other;
    if (kind === other) {
      if (start >= 0) words.push({ text: text.slice(start, i).toLowerCase(), start, end: i });
      start = -1;
    } else if (start < 0) start = i;
  }
  return words;
}

/** Whether a sign that parts what is said stands between two words: ( ) , . : ; or a dash, which is no hyphen. */
export function isParted(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 || code === 41 || code === 44 || code === 46 || code === 58 || code === 59) return true;
    if (code === 0x2013 || code === 0x2014) return true;
  }
  return false;
}
