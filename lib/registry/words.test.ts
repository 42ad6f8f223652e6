import { expect, it } from 'vitest';
import { categoryOf } from './category';
import { readSlug, slugOf, toolPath } from './names';
import { packageReach, urlReach } from './reach';
import { wordsOf, wordsOfServerName } from './words';
import { compareVersions, newestOf } from './write/newest';

it('words are small, singular and taken apart, in any script', () => {
  expect(wordsOf('getUserByID, list_HTMLFiles')).toEqual(['get', 'user', 'id', 'list', 'html', 'file']);
  expect(wordsOf('Queries the statuses of the boxes in Straße ÉtéFrançais 名前')).toEqual([
    'query',
    'statuse',
    'box',
    'straße',
    'été',
    'français',
    '名前',
  ]);
  expect(wordsOf("' \\ : | & ! ( ) * \u0000")).toEqual([]);
  expect(wordsOf('a'.repeat(100_000))[0]).toHaveLength(40);
  expect(wordsOfServerName('io.github.acme/file-server')).toEqual(['acme', 'file', 'server']);
});

it('every name has one address, and every address one name', () => {
  for (const name of [
    'io.github.a/b',
    'a~b',
    'a!b',
    '!21!',
    '.',
    '..',
    '...',
    'a.b',
    '%2e',
    'a b',
    '@x/y',
    '名前/🙂',
    '\'<>"',
    'a\\b',
    '~',
    '//',
  ]) {
    const slug = slugOf(name);
    expect(slug).toMatch(/^[\w.~!-]+$/);
    expect(['.', '..']).not.toContain(slug);
    expect(readSlug(slug)).toBe(name);
    expect(readSlug(encodeURIComponent(slug))).toBe(name);
  }
  for (const nobody of ['', '%', '!', '!zz!', '!110000!', '!61!', 'a b', '!00!', 'x'.repeat(5_000)])
    expect(readSlug(nobody)).toBeNull();
  expect(toolPath('io.github.a/b', 'get/it')).toBe('/catalogue/io.github.a~b/get~it');
});

it('a category is told from names first', () => {
  expect(categoryOf(wordsOf('refund_payment'), wordsOf('Gives money back'))).toBe('finance');
  expect(categoryOf(wordsOf('git_commit'), wordsOf('Records changes to the repository'))).toBe('code');
  expect(categoryOf(wordsOf('frobnicate'), wordsOf(''))).toBe('other');
});

it('packages and addresses are matched in one spelling', () => {
  expect(packageReach('npm', '@Acme/Server@1.2.3')).toEqual({ kind: 'npm', key: '@acme/server' });
  expect(packageReach('pypi', 'My_Server.X')).toEqual({ kind: 'pypi', key: 'my-server-x' });
  expect(packageReach('oci', 'docker.io/acme/server:1.0')).toEqual({ kind: 'oci', key: 'acme/server' });
  expect(packageReach('docker', 'ghcr.io:443/acme/server@sha256:0a1b')).toEqual({
    kind: 'oci',
    key: 'ghcr.io:443/acme/server',
  });
  expect(urlReach('https://MCP.example.com:443/sse/?key=secret#x')).toEqual({
    kind: 'url',
    key: 'https://mcp.example.com/sse',
  });
  for (const none of ['https://{tenant}.example.com', 'ftp://example.com', 'nonsense'])
    expect(urlReach(none)).toBeNull();
});

it('the newest version is what the registry calls so, else the last published, else the highest', () => {
  expect(['1.10.0', '1.9.0', '2.0.0-rc.1', '2.0.0', '2.0.0-rc.11', 'v1.9.1'].sort(compareVersions)).toEqual([
    '1.9.0',
    'v1.9.1',
    '1.10.0',
    '2.0.0-rc.1',
    '2.0.0-rc.11',
    '2.0.0',
  ]);
  const of = (version: string, more = {}) => ({
    version,
    status: 'active',
    isLatest: false,
    publishedAt: null,
    changedAt: new Date(0),
    ...more,
  });
  expect(newestOf([of('1.0.0'), of('2.0.0')])?.version).toBe('2.0.0');
  expect(newestOf([of('1.0.0', { isLatest: true }), of('2.0.0')])?.version).toBe('1.0.0');
  expect(
    newestOf([of('1.0.0', { publishedAt: new Date(5) }), of('2.0.0', { publishedAt: new Date(4) })])?.version,
  ).toBe('1.0.0');
  expect(newestOf([of('1.0.0', { status: 'deleted', isLatest: true })])).toBeUndefined();
});
