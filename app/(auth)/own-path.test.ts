import { describe, expect, test } from 'vitest';
import { onward, ownPath } from './own-path';

describe('after signing in', () => {
  test.each([
    '/settings',
    '/policies/p1?tool=send_mail&q=risk%3Adestructive%20is:unreviewed&view=split',
    '/servers/s1?q=its%20(new)*',
    '/activity?verdict=deny',
  ])('%s is where one wanted to go', (next) => {
    expect(ownPath(next)).toBe(next);
  });

  test.each([
    undefined,
    ['/settings', '/servers'],
    '',
    'settings',
    'https://evil.example/settings',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '//evil.example:80/\\@here.invalid',
    'javascript:alert(1)',
    ' /settings',
    '//[',
  ])('%j leads to the servers, and never off this site', (next) => {
    expect(ownPath(next)).toBe('/servers');
  });

  test('what a fragment holds is left out', () => {
    expect(ownPath('/settings#x')).toBe('/settings');
  });

  test('whatever is written, a browser stays on this site', () => {
    const pieces = ['/', '\\', '.', '..', '%2e', '%2f', '%5c', '\t', 'evil.example', '@', ':', '?', '#', ' '];
    for (const a of pieces)
      for (const b of pieces)
        for (const c of pieces)
          for (const d of pieces) {
            const base = 'https://sally.example';
            expect(new URL(ownPath(`/${a}${b}${c}${d}evil.example`), base).origin).toBe(base);
          }
  });
});

test('each page of the door leads to the next one and keeps where one wanted to go', () => {
  const next = '/open?server=com.example~scanner&tool=start_security_scan';
  const door = onward('/sign-up', next);
  expect(ownPath(new URL(door, 'http://here.invalid').searchParams.get('next'))).toBe(next);
  expect(onward('/welcome', '/servers')).toBe('/welcome');
});
