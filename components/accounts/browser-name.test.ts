import { expect, test } from 'vitest';
import { browserName } from './browser-name';

test('a browser is called by the name that people know', () => {
  expect(
    browserName(
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    ),
  ).toBe('Chrome on Linux');
  expect(
    browserName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36 Edg/142.0'),
  ).toBe('Edge on Windows');
  expect(
    browserName('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1'),
  ).toBe('Safari on iPhone');
});

test('what nobody knows is shown as it stands, in short', () => {
  expect(browserName(null)).toBe('Unknown browser');
  expect(browserName('curl/8.5.0')).toBe('curl/8.5.0');
  expect(browserName('x'.repeat(500))).toHaveLength(60);
});
