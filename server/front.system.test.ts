import { execFile } from 'node:child_process';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { front } from './front';

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
type Seen = { url: string; headers: Record<string, string | string[] | undefined> };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server with the front before it; `ask` sends one request, `pages` and `agents` are what got through. */
async function serve(
  options: { publicUrl?: string; healthy?: boolean | (() => Promise<boolean>); healthMs?: number } = {},
) {
  const { healthy = true } = options;
  const pages: Seen[] = [];
  const agents: Seen[] = [];
  const listener = front(
    {
      mcp: (req, res) => {
        agents.push({ url: req.url ?? '', headers: { ...req.headers } });
        res.end('agent');
      },
      pages: async (req, res) => {
        pages.push({ url: req.url ?? '', headers: { ...req.headers } });
        res.end('page');
      },
      healthy: typeof healthy === 'function' ? healthy : async () => healthy,
    },
    { publicUrl: options.publicUrl, dev: false, healthMs: options.healthMs },
  );
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((done, fail) => {
      const sent = { host: `127.0.0.1:${port}`, ...headers };
      const req = request({ port, path, method, headers: sent, agent: false }, (res) => {
        let body = '';
        res.on('data', (text) => {
          body += text;
        });
        res.on('end', () => done({ status: res.statusCode ?? 0, headers: res.headers, body }));
      });
      req.once('error', fail);
      req.end();
    });
  /** The status line and whatever follows it, of a request written out by hand. */
  const raw = (...head: string[]) =>
    new Promise<string>((done, fail) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write([...head, 'Connection: close', '', ''].join('\r\n')),
      );
      socket.on('data', (data) => {
        answer += data;
      });
      socket.once('end', () => done(answer));
      socket.once('error', fail);
    });
  return { ask, raw, pages, agents, port };
}

describe('Host', () => {
  test.each(['127.0.0.1:3000', 'localhost', 'LOCALHOST:9', 'sallyport.localhost', '[::1]:3000'])(
    '%s reaches the pages',
    async (host) => {
      const { ask } = await serve();
      expect((await ask('/', { host })).body).toBe('page');
    },
  );

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.1.5:3000'])(
    '%s is refused, since another site could point its name here',
    async (host) => {
      const { ask, pages } = await serve();
      const answer = await ask('/', { host });
      expect(answer.status).toBe(421);
      expect(answer.body).toContain('SALLYPORT_URL');
      expect(pages).toEqual([]);
    },
  );

  test.each(['a b', 'user@localhost', 'localhost/x'])('%s is no host', async (host) => {
    const { ask } = await serve();
    expect((await ask('/', { host })).status).toBe(400);
  });

  test('the public address reaches the pages, with its port and no other', async () => {
    const { ask } = await serve({ publicUrl: 'https://sally.example:8443' });
    expect((await ask('/', { host: 'Sally.example:8443' })).status).toBe(200);
    expect((await ask('/', { host: 'sally.example' })).status).toBe(421);
  });
});

test('a Host header that stands twice is refused, since a proxy before us may believe the other', async () => {
  const { raw, pages, port } = await serve();
  const host = `Host: 127.0.0.1:${port}`;
  expect(await raw('GET / HTTP/1.1', host, 'Host: evil.example')).toMatch(/^HTTP\/1.1 400 /);
  expect(await raw('GET / HTTP/1.1', host)).toMatch(/^HTTP\/1.1 200 /);
  expect(pages).toHaveLength(1);
});

describe('what is asked for', () => {
  test.each([
    ['a whole address, which would come back in a redirect', 'http://evil.example/servers'],
    ['no path', '*'],
    ['a path that is no text', '/servers/%ff'],
    ['a path with half an escape', '/catalogue/%e'],
    ['a NUL in the path', '/policies/%00'],
    ['a NUL in the query', '/activity?tool=a%00b'],
  ])('is refused where it is %s', async (_what, target) => {
    const { raw, pages, agents, port } = await serve();
    expect(await raw(`OPTIONS ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`)).toMatch(/^HTTP\/1.1 400 /);
    expect([pages, agents]).toEqual([[], []]);
  });

  test('reaches the pages as it was written, with names in any script', async () => {
    const { ask, pages } = await serve();
    const path = '/catalogue/com.example%2Fserver/%E8%AF%BB?q=100%&of=%ff';
    await ask(path);
    expect(pages.map(({ url }) => url)).toEqual([path]);
  });
});

describe('what changes anything', () => {
  test('comes from our own pages', async () => {
    const { ask, port } = await serve();
    const answer = await ask('/servers', { origin: `http://127.0.0.1:${port}` }, 'POST');
    expect(answer.body).toBe('page');
  });

  test.each([
    ['nowhere', {}],
    ['another site', { origin: 'https://evil.example' }],
    ['a page without an address', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['the same name by another scheme', { origin: 'https://127.0.0.1' }],
  ])('is refused when it comes from %s', async (_from, headers) => {
    const { ask, pages } = await serve();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect((await ask('/servers', headers, method)).status).toBe(403);
    }
    expect(pages).toEqual([]);
  });

  test('comes from the public address where there is one, and not from a page that names it as its host', async () => {
    const { ask } = await serve({ publicUrl: 'https://sally.example' });
    const host = 'sally.example';
    expect((await ask('/', { host, origin: 'https://sally.example' }, 'POST')).status).toBe(200);
    expect((await ask('/', { host, origin: 'http://sally.example' }, 'POST')).status).toBe(403);
  });
});

test('programs need no Origin, and their cookies are taken off', async () => {
  const { ask, pages, agents } = await serve();
  expect((await ask('/api/v1/policies', { cookie: 'session=1' }, 'POST')).body).toBe('page');
  expect((await ask('/mcp/mail', { cookie: 'session=1' }, 'POST')).body).toBe('agent');
  expect([pages[0]?.headers.cookie, agents[0]?.headers.cookie]).toEqual([undefined, undefined]);
});

test('a path that only begins like those of programs keeps the rules of pages', async () => {
  const { ask } = await serve();
  for (const path of ['/api/v10', '/mcpx', '/api/servers/1']) {
    expect((await ask(path, {}, 'POST')).status).toBe(403);
  }
});

test('every page has a policy of its own: a new nonce, nothing from elsewhere, no eval', async () => {
  const { ask, pages } = await serve();
  const [first, second] = [await ask('/'), await ask('/')];
  const policy = String(first.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  expect(pages[0]?.headers['content-security-policy']).toBe(policy);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(Buffer.from(nonce ?? '', 'base64')).toHaveLength(16);
  expect(pages[0]?.headers['x-nonce']).toBe(nonce);
  expect(String(second.headers['content-security-policy'])).not.toContain(nonce);
  expect(first.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
});

test('pages are told which address was asked for, whatever the client says and Next adds', async () => {
  const { ask, pages } = await serve();
  await ask('/settings', { 'x-asked-path': '/policies' });
  await ask('/policies/1?tool=a%3Fb&_rsc=1x2y&q=x', {});
  await ask('/servers?_rsc=1x2y', {});
  expect(pages.map((page) => page.headers['x-asked-path'])).toEqual([
    '/settings',
    '/policies/1?tool=a%3Fb&q=x',
    '/servers',
  ]);
});

test('what a client says about its own address is not believed', async () => {
  const { ask, pages } = await serve();
  await ask('/', {
    'x-forwarded-for': '9.9.9.9',
    'x-forwarded-host': 'evil.example',
    'x-middleware-subrequest': '1',
  });
  expect(pages[0]?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
  expect(pages[0]?.headers['x-forwarded-host']).toMatch(/^127\.0\.0\.1:/);
  expect(pages[0]?.headers['x-middleware-subrequest']).toBeUndefined();
});

test("behind the public address's proxy the last address that it added is believed", async () => {
  const { ask, pages } = await serve({ publicUrl: 'https://sally.example' });
  await ask('/', { host: 'sally.example', 'x-forwarded-for': '1.1.1.1, 9.9.9.9' });
  expect(pages[0]?.headers).toMatchObject({ 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' });
});

test('who is refused before the end of what they send is told so: the connection is not cut under it', async () => {
  const { port, pages } = await serve();
  // A client of its own process: in this one it would be done sending before the front answers.
  const client = `
    const body = 'x'.repeat(8 * 1024 * 1024);
    const told = () => fetch(process.argv[1], { method: 'POST', body })
      .then((answer) => answer.status, (error) => String(error.cause));
    const all = [];
    for (let turn = 0; turn < 10; turn++) all.push(await told());
    console.log(JSON.stringify(all));
  `;
  const url = `http://127.0.0.1:${port}/servers`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', client, url]);
  expect(JSON.parse(stdout)).toEqual(Array.from({ length: 10 }, () => 403));
  expect(pages).toEqual([]);
});

test('health is told to any name, and says nothing else', async () => {
  const well = await serve();
  expect(await well.ask('/healthz', { host: '10.0.0.7' })).toMatchObject({
    status: 200,
    body: '{"status":"ok"}',
  });
  const ill = await serve({ healthy: false });
  expect((await ill.ask('/healthz')).status).toBe(503);
});

test('health is told in time where the database never answers, and it is asked once by all who wait', async () => {
  let asked = 0;
  const hung = await serve({
    healthy: () => {
      asked += 1;
      return new Promise(() => {});
    },
    healthMs: 50,
  });
  const answers = await Promise.all(Array.from({ length: 5 }, () => hung.ask('/healthz')));
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
  expect(asked).toBe(1);
});
