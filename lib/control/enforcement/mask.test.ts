import { expect, it } from 'vitest';
import { isSecretName, masked, maskSecrets } from './mask';

it.each(['password', 'dbPassword', 'API-KEY', 'x_api_key', 'clientSecret', 'Authorization', 'pin', 'auth'])(
  'a key called %s holds a secret',
  (name) => {
    expect(isSecretName(name)).toBe(true);
  },
);

it.each(['path', 'opinion', 'shipping', 'author', 'query', 'key'])('a key called %s does not', (name) => {
  expect(isSecretName(name)).toBe(false);
});

it.each([
  'ghp_0123456789abcdefghijABCDEFGHIJ',
  `sk-proj-${'a1'.repeat(12)}`,
  'AKIAIOSFODNN7EXAMPLE',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
  'Bearer abcdef0123456789',
  'sally_grant_abcdefghijklmnopqrstuvwx',
  '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----',
])('a token is masked inside a text: %s', (token) => {
  expect(maskSecrets(`before ${token} after`)).toBe(`before ${masked} after`);
});

it.each([
  ['postgresql://app:s3cret@db/x', `postgresql://app:${masked}@db/x`],
  [
    'https://u:p%40w@host/x?a=1&access_token=abc&b=2#c',
    `https://u:${masked}@host/x?a=1&access_token=${masked}&b=2#c`,
  ],
  ['https://host/?key=word&sig=abc', `https://host/?key=word&sig=${masked}`],
  [
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMIIE\n-----END RSA PRIVATE KEY----- end',
    `${masked} end`,
  ],
  ['-----BEGIN PRIVATE KEY-----\nMII-E\nthe rest', masked],
])('what stands in %s is masked', (text, kept) => {
  expect(maskSecrets(text)).toBe(kept);
});

it.each(['https://host:8080/path@2', 'a://b', 'meet at 10:30@noon', 'https://x/?q=a:b@c', 'tokens=5'])(
  '%s stays as it is',
  (text) => {
    expect(maskSecrets(text)).toBe(text);
  },
);

it('masks at any depth, whatever the secret is, and keeps everything else', () => {
  const given = JSON.parse(
    '{"a":[{"token":{"deep":1},"n":1.5,"ok":null}],"__proto__":{"secret":"x","y":true},"password":null}',
  );
  expect(JSON.stringify(maskSecrets(given))).toBe(
    `{"a":[{"token":"${masked}","n":1.5,"ok":null}],"__proto__":{"secret":"${masked}","y":true},"password":null}`,
  );
});

it('is done in time with texts that are made to be slow', () => {
  // Anything worse than linear runs into the test's own time limit.
  for (const text of [
    '-----BEGIN '.repeat(20_000),
    'eyJaaaaaaaa.'.repeat(20_000),
    'sk-'.repeat(80_000),
    'a://'.repeat(60_000),
    '&a_'.repeat(80_000),
  ])
    maskSecrets(text);
});
