import { describe, expect, it } from 'vitest';
import { parse } from '../parse';
import { print } from '../print';
import { findingPages } from './codes';
import { lint } from './lint';

describe.each(findingPages.map((page) => [page.code, page] as const))('the page of %s', (code, page) => {
  it('shows a policy that has the finding', () => {
    expect(parse(print(page.example.before))).toMatchObject({ ok: true });
    const found = lint(page.example.before, page.example.tools).find((finding) => finding.code === code);
    expect(found).toMatchObject({ code, level: page.level });
  });

  it('shows the same policy mended', () => {
    expect(parse(print(page.example.after))).toMatchObject({ ok: true });
    const left = lint(page.example.after, page.example.tools);
    const { level } = page;
    expect(left.filter((finding) => level === 'suggestion' || finding.level !== 'suggestion')).toEqual([]);
  });

  it('says what was found, why it matters and how to mend it', () => {
    for (const text of [page.title, page.what, page.why, page.mend]) expect(text.length).toBeGreaterThan(10);
  });
});
