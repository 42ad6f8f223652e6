/** How far counted repetitions that stand inside each other multiply: `(a{16}){16}` reaches 256. */

const counted = /\{(\d+)(?:,(\d*))?\}/y;
const bracedEscape = /\\[pPx]\{[^}]*\}/y;

/** Of a pattern that RE2 accepts. `{n,}` counts as n; `*`, `+` and `?` are not counted. */
export function nestedRepetition(pattern: string): number {
  const open: number[] = [];
  let most = 1;
  let group = 1;
  let atom = 1;
  for (let at = 0; at < pattern.length; ) {
    const unit = pattern.charAt(at);
    if (unit === '{') {
      const repeat = match(counted, pattern, at);
      if (repeat !== null) {
        atom *= Math.max(1, Number(repeat[1]), Number(repeat[2] || 0));
        group = Math.max(group, atom);
        most = Math.max(most, atom);
        at += repeat[0].length;
        continue;
      }
    }
    if (unit === '*' || unit === '+' || unit === '?') {
      at++;
      continue;
    }
    if (unit === '(') {
      open.push(group);
      group = 1;
      at++;
    } else if (unit === ')') {
      atom = group;
      group = Math.max(open.pop() ?? 1, atom);
      at++;
      continue;
    } else if (unit === '[') {
      at = classEnd(pattern, at);
    } else if (unit === '\\') {
      at = escapeEnd(pattern, at);
    } else {
      at++;
    }
    atom = 1;
  }
  return most;
}

function escapeEnd(pattern: string, at: number): number {
  if (pattern.startsWith('\\Q', at)) {
    const end = pattern.indexOf('\\E', at + 2);
    return end < 0 ? pattern.length : end + 2;
  }
  return at + (match(bracedEscape, pattern, at)?.[0].length ?? 2);
}

/** Behind the bracket that closes a class. A bracket that comes first in it is an ordinary character. */
function classEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern.charAt(at) === '^') at++;
  if (pattern.charAt(at) === ']') at++;
  while (at < pattern.length && pattern.charAt(at) !== ']') {
    if (pattern.startsWith('[:', at)) {
      const end = pattern.indexOf(':]', at + 2);
      at = end < 0 ? at + 1 : end + 2;
    } else if (pattern.charAt(at) === '\\') {
      at += match(bracedEscape, pattern, at)?.[0].length ?? 2;
    } else {
      at++;
    }
  }
  return at + 1;
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
