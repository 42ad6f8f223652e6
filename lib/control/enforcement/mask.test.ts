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
  for (const text of ['-----BEGIN '.repeat(20_000), 'eyJaaaaaaaa.'.repeat(20_000), 'sk-'.repeat(80_000)])
    maskSecrets(text);
});
