import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ForeignText, plainly, visibleJson } from './foreign-text';

const drawn = (text: string) => renderToStaticMarkup(<ForeignText text={text} />);

describe('a text that a stranger wrote', () => {
  it('is never markup', () => {
    expect(drawn('<img src=x onerror=alert(1)>')).toBe('<bdi>&lt;img src=x onerror=alert(1)&gt;</bdi>');
  });
  it('shows by its code what would turn the order or cannot be seen', () => {
    expect(drawn('send\u202elive')).toContain('U+202E');
    expect(drawn('send\u202elive')).not.toContain('\u202e');
    expect(drawn('pay\u200b')).toContain('U+200B');
    expect(drawn('a\u{e0041}b')).toContain('U+E0041');
    expect(drawn('\u001b[31m')).toContain('U+001B');
  });
  it('keeps line breaks, and the joiner inside an emoji', () => {
    expect(drawn('a\nb\tc')).toBe('<bdi>a\nb\tc</bdi>');
    expect(drawn('👩‍💻')).toBe('<bdi>👩‍💻</bdi>');
  });
  it('is one line of plain signs in a sentence', () => {
    expect(plainly('a\u202eb\nc')).toBe('aU+202Eb c');
  });
  it('stays the same value as JSON', () => {
    const value = { 'k\u202e': 'v\u{e0041}\u2028\n' };
    expect(visibleJson(value)).not.toMatch(/[\u202e\u2028\u{e0041}]/u);
    expect(JSON.parse(visibleJson(value))).toEqual(value);
  });
});
