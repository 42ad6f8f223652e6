import type { Json } from './json';

/**
 * One text for every spelling of a value: keys sorted by UTF-16 unit, no blanks, numbers and strings as ECMAScript writes them
 * (RFC 8785; a lone surrogate, which that forbids, is written as its escape). Values that are `jsonEqual` have equal texts,
 * and no others have.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? '0' : scalar(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? canonical(item) : `,${canonical(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = `${JSON.stringify(key)}:${canonical(value[key] as Json)}`;
    text += text === '' ? member : `,${member}`;
  }
  return `{${text}}`;
}

/** JSON.stringify writes an overflowed number as null; two different values must never share a text. */
function scalar(value: null | boolean | number | string): string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : JSON.stringify(value);
}
