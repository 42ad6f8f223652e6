import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

async function served(publicUrl: string): Promise<Response> {
  vi.resetModules();
  vi.stubEnv('SALLYPORT_URL', publicUrl);
  const { GET } = await import('./client.json/route');
  return GET(new Request('http://127.0.0.1/api/oauth/client.json', { headers: { host: '127.0.0.1' } }));
}

it('an installation with an address of its own says who it is, under the very id that it goes by', async () => {
  const answer = await served('https://sally.example');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    client_id: 'https://sally.example/api/oauth/client.json',
    client_uri: 'https://sally.example',
    client_name: 'Sallyport',
    redirect_uris: ['https://sally.example/api/oauth/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'web',
    token_endpoint_auth_method: 'none',
  });
});

it.each(['', 'http://127.0.0.1:3000'])('one that nobody else reaches by https has none (%s)', async (url) => {
  expect((await served(url)).status).toBe(404);
});
