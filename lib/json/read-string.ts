/** One JSON string, read strictly. */

import { loneSurrogateAt } from './text';

export type StringRead =
  | {
      ok: true;
      value: string;
      /** Behind the closing quote. */
      end: number;
      loneSurrogate: boolean;
      faults: { offset: number; message: string }[];
    }
  | { ok: false; offset: number; message: string };

const simpleEscapes: { [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const none: { offset: number; message: string }[] = [];

/** `start` is the place of the opening quote. A wrong escape or a bare control character is noted and reading goes on. */
export function readString(text: string, start: number): StringRead {
  let at = start + 1;
  let chunk = at;
  let value = '';
  let surrogates = false;
  let faults = none;
  const note = (offset: number, message: string) => {
    if (faults === none) faults = [];
    faults.push({ offset, message });
  };
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === 34) break;
    if (Number.isNaN(unit)) return { ok: false, offset: at, message: 'The string has no closing quote.' };
    if (unit === 10 || unit === 13)
      return { ok: false, offset: at, message: 'The string has no closing quote on its line.' };
    if (unit < 32) note(at, `A control character in a string must be written as \\u${hex(unit)}.`);
    if (unit >= 0xd800 && unit <= 0xdfff) surrogates = true;
    if (unit !== 92) {
      at++;
      continue;
    }
    value += text.slice(chunk, at);
    const letter = text.charAt(at + 1);
    const simple = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
    if (simple !== undefined) {
      value += simple;
      at += 2;
    } else if (letter === 'u' && isHex4(text, at + 2)) {
      const code = Number.parseInt(text.slice(at + 2, at + 6), 16);
      if (code >= 0xd800 && code <= 0xdfff) surrogates = true;
      value += String.fromCharCode(code);
      at += 6;
    } else {
      note(at, 'A backslash may be followed by " \\ / b f n r t, or u and four hexadecimal digits.');
      value += '\\';
      at += 1;
    }
    chunk = at;
  }
  value += text.slice(chunk, at);
  return { ok: true, value, end: at + 1, loneSurrogate: surrogates && loneSurrogateAt(value) >= 0, faults };
}

function isHex4(text: string, at: number): boolean {
  for (let i = at; i < at + 4; i++) {
    const unit = text.charCodeAt(i);
    const digit = (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
    if (!digit) return false;
  }
  return true;
}

function hex(unit: number): string {
  return unit.toString(16).padStart(4, '0');
}
