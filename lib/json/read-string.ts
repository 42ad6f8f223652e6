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

/** A backslash, a control character or a surrogate; most strings have none. */
const unusual = /[^ -[\]-\ud7ff\ue000-\uffff]/;
/** A whole escape, or what must not stand alone. */
const special = /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])|\\|[^ -\uffff]/g;
const none: { offset: number; message: string }[] = [];

/** `start` is the place of the opening quote. A wrong escape or a bare control character is noted and reading goes on. */
export function readString(text: string, start: number): StringRead {
  const first = start + 1;
  const last = closing(text, first);
  if (text.charAt(last) !== '"') {
    const where = last < text.length ? ' on its line' : '';
    return { ok: false, offset: last, message: `The string has no closing quote${where}.` };
  }
  const raw = text.slice(first, last);
  if (!unusual.test(raw)) return { ok: true, value: raw, end: last + 1, loneSurrogate: false, faults: none };
  const faults: { offset: number; message: string }[] = [];
  const value = raw.replace(special, (found, at) => {
    if (found.length > 1) return JSON.parse(`"${found}"`);
    const message =
      found === '\\'
        ? 'A backslash may be followed by " \\ / b f n r t, or u and four hexadecimal digits.'
        : `A control character in a string must be written as \\u${found.charCodeAt(0).toString(16).padStart(4, '0')}.`;
    faults.push({ offset: first + at, message });
    return found;
  });
  return { ok: true, value, end: last + 1, loneSurrogate: loneSurrogateAt(value) >= 0, faults };
}

/** The place of the closing quote; else where the line or the text ends. */
function closing(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34 || unit === 10 || unit === 13) return at;
    const next = unit === 92 ? text.charCodeAt(at + 1) : 0;
    if (next === 34 || next === 92) at++;
  }
  return text.length;
}
