import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlain } from '@/e2e/fixtures/index.mjs';
import { openPool } from './pool';

const addresses = { loopback: true, allowNets: [] };
let fixture: Awaited<ReturnType<typeof startPlain>>;
beforeAll(async () => {
  fixture = await startPlain();
});
afterAll(() => fixture.close());

const request = {
  method: 'POST' as const,
  path: '/mcp',
  body: '{"jsonrpc":"2.0","method":"notifications/x"}',
};

describe('openPool', () => {
  it('reaches a server at its checked addresses', async () => {
    const opened = await openPool(fixture.url, addresses);
    if (!opened.ok) throw new Error(opened.message);
    expect([opened.origin, opened.path]).toEqual([new URL(fixture.url).origin, '/mcp']);
    const answer = await opened.pool.request(request);
    expect(answer.statusCode).toBe(202);
    await opened.pool.destroy();
  });

  it('checks a name again with each connection', async () => {
    let address = '127.0.0.1';
    const resolve = async () => [{ address, family: 4 as const }];
    const opened = await openPool(`http://rebind.example:${fixture.port}/mcp`, addresses, { resolve });
    if (!opened.ok) throw new Error(opened.message);
    const first = await opened.pool.request({ ...request, reset: true });
    expect(first.statusCode).toBe(202);
    await first.body.dump();
    address = '169.254.169.254';
    await expect(opened.pool.request(request)).rejects.toThrow('connections there are not allowed');
    await opened.pool.destroy();
  });

  it('opens nothing to an address that is not allowed', async () => {
    expect(await openPool('http://10.0.0.1/mcp', addresses)).toMatchObject({ ok: false, reason: 'address' });
    expect(await openPool(fixture.url, { loopback: false, allowNets: [] })).toMatchObject({ ok: false });
  });
});
