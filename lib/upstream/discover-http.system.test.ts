import { afterEach, describe, expect, it } from 'vitest';
import {
  cloudTools,
  startAbrupt,
  startCloud,
  startHostile,
  startLegacySse,
  startModernOnly,
  startPlain,
  startRedirecting,
  startRefusing,
} from '@/e2e/fixtures/index.mjs';
import { discover } from './discover';
import type { Discovered, DiscoveryFailure, DiscoveryOptions, DiscoveryProgress } from './target';

const addresses = { loopback: true, allowNets: [] };
const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((fixture) => fixture.close()));
});

async function started<T extends { close: () => Promise<void> }>(starting: Promise<T>): Promise<T> {
  const fixture = await starting;
  open.push(fixture);
  return fixture;
}

async function found(
  url: string,
  options: Partial<DiscoveryOptions> & { headers?: Record<string, string> } = {},
): Promise<Discovered> {
  const { headers, ...rest } = options;
  const answer = await discover({ type: 'http', url, headers }, { addresses, ...rest });
  if (!answer.ok) throw new Error(`${answer.kind}: ${answer.message}`);
  return answer;
}

async function failed(url: string, headers?: Record<string, string>): Promise<DiscoveryFailure> {
  const answer = await discover({ type: 'http', url, headers }, { addresses });
  if (answer.ok) throw new Error('It was discovered.');
  return answer;
}

describe('discovery over HTTP', () => {
  it('reads 805 tools over three pages from a server that speaks both generations', async () => {
    const { url } = await started(startCloud());
    const seen: DiscoveryProgress[] = [];
    const answer = await found(url, { onProgress: (progress) => seen.push(progress) });
    expect(answer).toMatchObject({
      generation: 'modern',
      protocolVersion: '2026-07-28',
      transport: 'streamable-http',
      pages: 3,
      problems: [],
      serverInfo: { name: 'cloud-fixture', version: '1.0.0', title: 'Cloud of the tests' },
      instructions: 'Ask for a region first.',
    });
    expect(answer.tools).toHaveLength(805);
    expect(answer.tools.map((tool) => tool.name)).toEqual(cloudTools().map((tool) => tool.name));
    expect(answer.tools.every((tool) => tool.ok)).toBe(true);
    expect(answer.tools.find((tool) => tool.name === 'start_security_scan')).toMatchObject({
      description: '',
      inputSchema: { required: ['target'] },
    });
    expect(seen.map(({ stage, tools }) => [stage, tools])).toEqual([
      ['connecting', 0],
      ['initialising', 0],
      ['listing', 0],
      ['listing', 300],
      ['listing', 600],
      ['done', 805],
    ]);
  });

  it('finds a server that speaks 2026-07-28 alone', async () => {
    const { url, seen } = await started(startModernOnly());
    expect(await found(url)).toMatchObject({ generation: 'modern', protocolVersion: '2026-07-28' });
    expect(seen[0]?.headers).toMatchObject({
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'server/discover',
    });
    expect(seen.some(({ body }) => body.includes('"initialize"'))).toBe(false);
  });

  it('shakes hands the old way with a server that knows no server/discover', async () => {
    const { url, seen } = await started(startPlain());
    const answer = await found(url);
    expect(answer).toMatchObject({
      generation: 'legacy',
      protocolVersion: '2025-11-25',
      transport: 'streamable-http',
    });
    expect(answer.tools).toHaveLength(5);
    const methods = seen.map(({ body }) => (JSON.parse(body) as { method: string }).method);
    expect(methods).toEqual(['server/discover', 'initialize', 'notifications/initialized', 'tools/list']);
    expect(seen[3]?.headers['mcp-protocol-version']).toBe('2025-11-25');
  });

  it('shakes hands with a server that hangs up on what it does not know', async () => {
    const { url } = await started(startAbrupt());
    expect((await found(url)).tools).toHaveLength(5);
  });

  it('falls back to HTTP+SSE where posting is not known', async () => {
    const { url } = await started(startLegacySse());
    const answer = await found(url);
    expect(answer).toMatchObject({ transport: 'sse', generation: 'legacy', protocolVersion: '2024-11-05' });
    expect(answer.tools).toHaveLength(7);
  });

  it.each(['http://169.254.169.254/messages', 'http://127.0.0.1:1/messages', '//evil.example/messages'])(
    'refuses an HTTP+SSE server that wants its messages sent to %s',
    async (endpoint) => {
      const { url, seen } = await started(startLegacySse({ endpoint }));
      expect(await failed(url, { authorization: 'Bearer test' })).toMatchObject({ kind: 'address' });
      expect(seen.filter(({ path }) => path.startsWith('/messages'))).toEqual([]);
    },
  );

  it('says that credentials are wanted, that they are wrong, and discovers with the right ones', async () => {
    const { url } = await started(startRefusing());
    expect(await failed(url)).toMatchObject({
      kind: 'refused',
      status: 401,
      message: 'The server refused: it wants credentials (401).',
      hint: 'Add an Authorization header for it.',
      wwwAuthenticate: 'Bearer realm="fixture"',
    });
    expect(await failed(url, { Authorization: 'Bearer wrong' })).toMatchObject({
      kind: 'refused',
      status: 403,
      hint: expect.stringContaining('Check the header'),
    });
    expect((await found(url, { headers: { Authorization: 'Bearer test' } })).tools).toHaveLength(5);
  });

  it('says so of an HTTP+SSE server too', async () => {
    const { url } = await started(startLegacySse({ token: 'test' }));
    expect(await failed(url)).toMatchObject({ kind: 'refused', status: 401 });
    expect((await found(url, { headers: { Authorization: 'Bearer test' } })).tools).toHaveLength(7);
  });

  it('follows a redirect, and gives configured headers to the first origin only', async () => {
    const goal = await started(startPlain());
    const from = await started(startRedirecting({ location: goal.url }));
    const headers = { Authorization: 'Bearer secret', 'X-Api-Key': 'secret', Cookie: 'a=b' };
    expect((await found(from.url, { headers })).tools).toHaveLength(5);
    expect(from.seen[0]?.headers).toMatchObject({ authorization: 'Bearer secret', 'x-api-key': 'secret' });
    for (const { headers: got } of goal.seen) {
      expect(got.authorization ?? got['x-api-key'] ?? got.cookie).toBeUndefined();
    }
  });

  it('keeps configured headers on a redirect within the origin', async () => {
    const goal = await started(startRefusing());
    const { origin } = new URL(goal.url);
    expect(
      (await found(`${origin}/somewhere`, { headers: { Authorization: 'Bearer test' } })).tools,
    ).toHaveLength(5);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://10.0.0.1/mcp',
    'http://0x7f.1/mcp',
    'file:///etc/passwd',
    'http://user:pass@127.0.0.1/mcp',
    '//169.254.169.254/x',
  ])('does not follow a redirect to %s', async (location) => {
    const { url } = await started(startRedirecting({ location }));
    expect(await failed(url)).toMatchObject({ kind: 'address' });
  });

  it('follows three redirects at most', async () => {
    const { url, seen } = await started(startRedirecting());
    expect(await failed(url)).toMatchObject({
      kind: 'not-mcp',
      message: 'The server redirects more than 3 times.',
    });
    expect(seen.length).toBe(4);
  });

  it('connects to the address that was checked, though the name leads elsewhere by then', async () => {
    const { url, port } = await started(startPlain());
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 as const }];
    };
    const answer = await found(`http://rebind.example:${port}${new URL(url).pathname}`, { resolve });
    expect(answer.tools).toHaveLength(5);
    expect(asked).toBe(1);
  });

  it('keeps good tools beside malformed, doubled and hostile ones', async () => {
    const { url } = await started(startHostile());
    const answer = await found(url);
    const sound = answer.tools.flatMap((tool) => (tool.ok ? [tool.name] : []));
    expect(sound).toContain('search_notes');
    expect(sound).toContain('delete_note');
    expect(sound).toContain('__proto__');
    expect(new Set(sound).size).toBe(sound.length);
    expect(answer.tools.flatMap((tool) => (tool.ok ? [] : [tool.problem]))).toEqual([
      'It has no name.',
      'Its name is a number, not text.',
      'It is text, not an object.',
      'It is null, not an object.',
      'Its name is empty.',
      'Its name is longer than 256 characters, and no policy could name it.',
      'A tool of this name already stands at position 1; only the first is kept.',
      'Its name holds NUL or half a character.',
      'It is nested deeper than 128 levels.',
    ]);
    expect(answer.tools.find((tool) => tool.name === 'icons')).toMatchObject({
      icons: [{ src: 'https://icons.example.com/ok.png' }, { src: 'http://169.254.169.254/latest' }],
    });
    expect(answer.serverInfo.name).toBe('<b>hostile</b>');
    expect(JSON.stringify(answer)).not.toContain('\\u0000');
  });
});
