import { afterEach, describe, expect, it } from 'vitest';
import { startOAuth } from '@/e2e/fixtures/index.mjs';
import {
  beginAuthorization,
  exchangeCode,
  findAuthorization,
  registerAt,
  renewTokens,
  revokeToken,
} from './index';

type Fixture = Awaited<ReturnType<typeof startOAuth>>;
const reach = { addresses: { loopback: true, allowNets: [] } };
const redirectUri = 'http://127.0.0.1:47100/api/oauth/callback';
const running: Fixture[] = [];

async function start(options: Parameters<typeof startOAuth>[0] = {}): Promise<Fixture> {
  const fixture = await startOAuth(options);
  running.push(fixture);
  return fixture;
}
afterEach(async () => {
  for (const fixture of running.splice(0)) await fixture.close();
});

async function connect(fixture: Fixture) {
  const found = await findAuthorization(fixture.url, reach);
  const { client } = await registerAt(
    found,
    { serverUrl: fixture.url, redirectUri, scopes: found.scopes },
    reach,
  );
  const begun = await beginAuthorization(found, {
    client,
    redirectUri,
    state: 's'.repeat(43),
    scopes: found.scopes,
  });
  const back = (await fixture.consent(begun.authorizationUrl)).searchParams;
  const { resource, metadata } = found;
  const source = { serverUrl: fixture.url, resource, metadata, client };
  const given = { code: back.get('code') ?? '', iss: back.get('iss'), verifier: begun.verifier, redirectUri };
  return { found, begun, source, given };
}

describe('an access by OAuth', () => {
  it.each([['none'], ['client_secret_basic'], ['client_secret_post']])(
    'is found, asked for, got, renewed and revoked by a client that shows itself by %s',
    async (method) => {
      const fixture = await start({ authMethods: [method] });
      const { begun, source, given, found } = await connect(fixture);
      expect(found.scopes).toBe('tools:read tools:call');
      const asked = Object.fromEntries(new URL(begun.authorizationUrl).searchParams);
      expect(asked).toMatchObject({
        resource: fixture.url,
        code_challenge_method: 'S256',
        redirect_uri: redirectUri,
        scope: 'tools:read tools:call offline_access',
      });
      const tokens = await exchangeCode(source, given, reach);
      expect(tokens).toMatchObject({
        expiresInSeconds: 3600,
        scopes: 'tools:read tools:call offline_access',
      });

      const first = await renewTokens(source, tokens.refresh ?? '', reach);
      expect(first).toMatchObject({ ok: true, tokens: { expiresInSeconds: 3600 } });
      // A refresh token that was rotated is worth nothing, and neither is what came of it.
      expect(await renewTokens(source, tokens.refresh ?? '', reach)).toMatchObject({ ok: false, gone: true });
      const newer = first.ok ? first.tokens : tokens;
      expect(await renewTokens(source, newer.refresh ?? '', reach)).toMatchObject({ ok: false, gone: true });
      expect(await revokeToken(source, newer, reach)).toBe(true);
      expect(fixture.state.revoked).toEqual([newer.refresh, newer.access]);
    },
  );

  it('is asked of the server itself where it says nothing of anybody else', async () => {
    const fixture = await start();
    const own = await start({
      instead: (path, response) => {
        if (path.startsWith('/.well-known/oauth-authorization-server')) {
          const issuer = own.url.slice(0, -'/mcp'.length);
          const metadata = {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${fixture.issuer}/token`,
            response_types_supported: ['code'],
            code_challenge_methods_supported: ['S256'],
          };
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata));
        } else response.writeHead(path === '/mcp' ? 401 : 404).end();
        return true;
      },
    });
    expect(await findAuthorization(own.url, reach)).toMatchObject({ resource: own.url, scopes: null });
  });

  it('waits for a server that is busy, and is not given up for it', async () => {
    const fixture = await start();
    const { source, given } = await connect(fixture);
    const tokens = await exchangeCode(source, given, reach);
    fixture.state.refreshFails = 1;
    expect(await renewTokens(source, tokens.refresh ?? '', reach)).toMatchObject({ ok: false, gone: false });
    expect(await renewTokens(source, tokens.refresh ?? '', reach)).toMatchObject({ ok: true });
  });

  it('is refused where the code is used twice, or with another verifier', async () => {
    const fixture = await start();
    const once = await connect(fixture);
    await exchangeCode(once.source, once.given, reach);
    await expect(exchangeCode(once.source, once.given, reach)).rejects.toThrow(
      /gave no token \(invalid_grant\)/,
    );
    const other = await connect(fixture);
    await expect(
      exchangeCode(other.source, { ...other.given, verifier: 'v'.repeat(43) }, reach),
    ).rejects.toThrow(/invalid_grant/);
  });

  it('is not taken from whom it was not asked', async () => {
    const fixture = await start();
    const { source, given } = await connect(fixture);
    const asked = fixture.asked.length;
    for (const iss of [null, 'https://other.example', `${fixture.issuer}/`])
      await expect(exchangeCode(source, { ...given, iss }, reach)).rejects.toThrow(/did not come from/);
    expect(fixture.asked).toHaveLength(asked);
  });

  it('says what to do where clients have to be registered by hand', async () => {
    const fixture = await start({ registers: false });
    const found = await findAuthorization(fixture.url, reach);
    await expect(
      registerAt(found, { serverUrl: fixture.url, redirectUri, scopes: null }, reach),
    ).rejects.toMatchObject({ field: 'clientId', hint: expect.stringContaining(redirectUri) });
  });
});

describe('who is not trusted with an access', () => {
  const metadata = (more: object) => ({ metadata: (told: object) => ({ ...told, ...more }) });
  const resource = (more: object) => ({ resource: (told: object) => ({ ...told, ...more }) });
  it.each([
    ['says that it is another', metadata({ issuer: 'https://other.example' }), /says that it is another one/],
    ['lists no PKCE', metadata({ code_challenge_methods_supported: undefined }), /supports PKCE with S256/],
    [
      'lists plain PKCE',
      metadata({ code_challenge_methods_supported: ['plain'] }),
      /supports PKCE with S256/,
    ],
    [
      'has its token endpoint in the clear',
      metadata({ token_endpoint: 'http://as.example/token' }),
      /no https address/,
    ],
    [
      'has a script for a page',
      metadata({ authorization_endpoint: 'javascript:alert(1)' }),
      /cannot be (read|used)/,
    ],
    [
      'is named by a server that is elsewhere',
      resource({ resource: 'https://other.example/mcp' }),
      /not where it was found/,
    ],
    [
      'is named by a server of another path',
      resource({ resource: 'http://127.0.0.1/other' }),
      /not where it was found/,
    ],
    [
      'is the metadata service of a cloud',
      resource({ authorization_servers: ['http://169.254.169.254/'] }),
      /no https address/,
    ],
    [
      'is that service by https',
      resource({ authorization_servers: ['https://169.254.169.254/'] }),
      /cloud metadata/,
    ],
    ['is inside the network', resource({ authorization_servers: ['https://10.0.0.1/'] }), /private network/],
    ['wants bound tokens', resource({ dpop_bound_access_tokens_required: true }), /not spoken here/],
    ['has no list but a text', resource({ authorization_servers: 'https://as.example' }), /cannot be read/],
  ])('whoever %s', async (_, options, told) => {
    const fixture = await start(options);
    await expect(findAuthorization(fixture.url, reach)).rejects.toThrow(told);
    expect(fixture.asked.filter(({ path }) => path !== '/.well-known/oauth-authorization-server')).toEqual(
      [],
    );
  });

  it('whoever leads elsewhere by a redirect', async () => {
    const other = await start();
    const fixture = await start({
      instead: (path, response) => {
        if (!path.startsWith('/.well-known/oauth-authorization-server')) return false;
        response.writeHead(302, { location: `${other.issuer}${path}` }).end();
        return true;
      },
    });
    await expect(findAuthorization(fixture.url, reach)).rejects.toThrow(/no authorization server/);
    expect(other.asked).toEqual([]);
  });

  it('whoever has the codes and secrets led elsewhere', async () => {
    const other = await start();
    const leads = { on: false };
    const fixture = await start({
      instead: (path, response) => {
        if (!leads.on || !/^\/(token|revoke)$/.test(path)) return false;
        response.writeHead(307, { location: `${other.issuer}${path}` }).end();
        return true;
      },
    });
    const { source, given } = await connect(fixture);
    const tokens = await exchangeCode(source, given, reach);
    leads.on = true;
    expect(await renewTokens(source, tokens.refresh ?? '', reach)).toMatchObject({ ok: false, gone: false });
    expect(await revokeToken(source, tokens, reach)).toBe(false);
    expect(other.asked).toEqual([]);
  });

  it('whoever says too much', async () => {
    const fixture = await start({
      instead: (path, response) => {
        if (!path.startsWith('/.well-known/')) return false;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`{"resource":"${'x'.repeat(20 * 1024 * 1024)}"}`);
        return true;
      },
    });
    await expect(findAuthorization(fixture.url, reach)).rejects.toThrow(/over 1 MiB/);
  });

  it('whoever never answers', async () => {
    const fixture = await start({ instead: (path) => path.startsWith('/.well-known/') });
    await expect(findAuthorization(fixture.url, { ...reach, timeoutMs: 300 })).rejects.toThrow(
      /did not answer within/,
    );
  });

  it('a server without https, wherever loopback may not be reached', async () => {
    const closed = { addresses: { loopback: false, allowNets: ['127.0.0.0/8'] } };
    const fixture = await start();
    await expect(findAuthorization(fixture.url, closed)).rejects.toThrow(/no https address/);
    expect(fixture.seen).toEqual([]);
  });
});
