import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { JsonLd } from './json-ld';

test('what a stranger wrote cannot leave the element', () => {
  const text = '</script><script>alert(1)</script><!--\u2028&';
  const html = renderToStaticMarkup(<JsonLd data={{ '@type': 'Thing', name: text }} />);
  expect(html.match(/<\/?script/g)).toEqual(['<script', '</script']);
  expect(html).not.toContain('<!--');
  const inside = html.slice(html.indexOf('>') + 1, html.lastIndexOf('<'));
  expect(JSON.parse(inside)).toMatchObject({ '@context': 'https://schema.org', name: text });
});
