import { describe, expect, test } from 'vitest';
import { isLoopbackHost, isOwnOrigin, readEnv } from './env';

const read = (source: Record<string, string>) => {
  const result = readEnv({ SALLYPORT_ROOT: '/product', ...source });
  if (!result.ok) throw new Error(result.problems.join(' '));
  return result.value;
};

describe('the environment', () => {
  test('nothing set means loopback, an embedded database and closed sign-up', () => {
    expect(read({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      loopback: true,
      publicUrl: undefined,
      baseUrl: 'http://127.0.0.1:3000',
      data: '/product/.data',
      databaseUrl: undefined,
      signup: 'closed',
      stdio: true,
      allowNets: [],
    });
  });

  test('an empty variable counts as not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '', SALLYPORT_URL: '' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
      publicUrl: undefined,
    });
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['HOST', 'a b'],
    ['SALLYPORT_URL', 'sallyport.example.com'],
    ['SALLYPORT_URL', 'https://example.com/sub'],
    ['SALLYPORT_URL', 'ftp://example.com'],
    ['SALLYPORT_URL', 'https://user@example.com'],
    ['DATABASE_URL', 'mysql://x'],
    ['SALLYPORT_SIGNUP', 'yes'],
    ['SALLYPORT_STDIO', '1'],
    ['SALLYPORT_ALLOW_NETS', '10.0.0.0/33'],
    ['SALLYPORT_ALLOW_NETS', 'intranet'],
    ['SALLYPORT_SECRET', 'short'],
  ])('%s=%s is refused in a sentence that names the variable', (name, value) => {
    const result = readEnv({ [name]: value });
    if (result.ok) throw new Error('was accepted');
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]).toMatch(new RegExp(`^${name} .*\\.$`));
  });

  test('servers by command are off as soon as others can reach the product', () => {
    expect(read({ SALLYPORT_URL: 'https://example.com' }).stdio).toBe(false);
    expect(read({ SALLYPORT_URL: 'http://localhost:3000' }).stdio).toBe(true);
    expect(read({ SALLYPORT_URL: 'http://localhost:3000', HOST: '0.0.0.0' }).stdio).toBe(false);
    expect(read({ HOST: '0.0.0.0' }).stdio).toBe(false);
    expect(read({ HOST: '0.0.0.0', SALLYPORT_STDIO: 'on' }).stdio).toBe(true);
    expect(read({ SALLYPORT_STDIO: 'off' }).stdio).toBe(false);
  });

  test('the public address is kept as an origin', () => {
    expect(read({ SALLYPORT_URL: 'https://Example.com:443/' }).baseUrl).toBe('https://example.com');
  });

  test('ranges are split at commas', () => {
    expect(read({ SALLYPORT_ALLOW_NETS: '10.0.0.0/8, fd00::/8' }).allowNets).toEqual([
      '10.0.0.0/8',
      'fd00::/8',
    ]);
  });
});

test.each([
  ['localhost', true],
  ['LOCALHOST.', true],
  ['app.localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['[::1]', true],
  ['::1', true],
  ['localhost.example.com', false],
  ['127.0.0.1.example.com', false],
  ['0.0.0.0', false],
  ['192.168.0.1', false],
  ['', false],
])('loopback: %s is %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

test.each([
  ['https://sally.example', 'sally.example', true],
  ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
  ['http://localhost:3000', 'localhost:3000', true],
  ['http://[::1]:3000', '[::1]:3000', true],
  ['http://127.0.0.1:3001', '127.0.0.1:3000', false],
  ['http://evil.example', 'evil.example', false],
  ['http://sally.example', 'sally.example', false],
  ['null', '127.0.0.1:3000', false],
  ['http://127.0.0.1:3000', undefined, false],
])('the origin %s asked at %s is ours: %s', (origin, host, ours) => {
  expect(isOwnOrigin(origin, host, 'https://sally.example')).toBe(ours);
});
