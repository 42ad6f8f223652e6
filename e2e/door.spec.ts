import { request as http } from 'node:http';
import { expect, test } from './servers';

/** The status of a request as no browser would make it, with headers of one's own choice. */
function status(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((done, failed) => {
    http(url, { method, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode ?? 0));
    })
      .on('error', failed)
      .end();
  });
}

test('another Host, another Origin and a cookie at the interface for programs are refused', async ({
  product,
  session,
}) => {
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  expect(await status(`${product.url}/servers`, 'GET', { cookie })).toBe(200);
  for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:3000']) {
    expect(await status(`${product.url}/servers`, 'GET', { host, cookie }), host).toBeGreaterThanOrEqual(400);
  }
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
    for (const path of ['/servers', '/api/auth/sign-out', '/api/servers/x/discover']) {
      expect(await status(product.url + path, 'POST', { origin, cookie }), `${origin} ${path}`).toBe(403);
    }
  }
  expect(await status(`${product.url}/servers`, 'POST', { cookie }), 'no Origin at all').toBe(403);
  for (const path of ['/api/v1/servers', '/api/v1/policies', '/api/v1']) {
    const answer = await status(product.url + path, 'GET', { cookie });
    expect([401, 403, 404], path).toContain(answer);
  }
});

test('every page has a strict policy of contents, is framed by nobody, and is cached by nobody', async ({
  page,
}) => {
  for (const path of ['/servers', '/policies', '/settings']) {
    const answer = await page.goto(path);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy, path).toMatch(/script-src[^;]*'nonce-/);
    expect(policy).not.toContain('unsafe-eval');
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain('unsafe-inline');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:\/\//);
    expect(answer?.headers()['cache-control']).toMatch(/no-store|private/);
    expect(answer?.headers()['x-content-type-options']).toBe('nosniff');
  }
});

test('the session’s cookie is out of reach of scripts and of other sites', async ({ session }) => {
  expect(session.cookies.length).toBeGreaterThan(0);
  const token = session.cookies.find(({ name }) => name.includes('session_token'));
  expect(token).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});

test('what belongs to nobody here is not found, and says nothing more', async ({ page, small }) => {
  const unknown = [
    '/servers/none',
    '/servers/none/review',
    '/policies/none',
    '/policies/none/versions',
    '/none',
  ];
  for (const path of unknown) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByText('There is nothing at this address.'), path).toBeVisible();
    await expect(page.getByText(/prisma|stack|at \//i)).toHaveCount(0);
  }
  expect((await page.request.get('/policies/none/download')).status()).toBe(404);
  expect((await page.request.get('/api/servers/none/tools')).status()).toBe(404);
  expect(small.seen).toEqual([]);
});
