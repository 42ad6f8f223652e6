import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startBomb,
  startDying,
  startEndless,
  startErring,
  startFailing,
  startFuture,
  startHanging,
  startHangingLater,
  startHuge,
  startLegacySse,
  startNothing,
  startPlain,
  startSelfSigned,
  startWebPage,
} from '@/e2e/fixtures/index.mjs';
import { discover } from './discover';
import type { DiscoveryFailure, DiscoveryOptions } from './target';

type Fixture = { url: string; port: number; connections: () => Promise<number>; close: () => Promise<void> };
const addresses = { loopback: true, allowNets: [] };
const open: Fixture[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((fixture) => fixture.close()));
});

async function started(starting: Promise<Fixture>): Promise<Fixture> {
  const fixture = await starting;
  open.push(fixture);
  return fixture;
}

async function failure(url: string, options: Partial<DiscoveryOptions> = {}): Promise<DiscoveryFailure> {
  const answer = await discover({ type: 'http', url }, { addresses, ...options });
  if (answer.ok) throw new Error('It was discovered.');
  expect(answer.message).toMatch(/^[A-Z\d].*\.$/s);
  expect(answer.hint).toMatch(/^[A-Z].*\.$/s);
  return answer;
}

describe('discovery that fails', () => {
  it('says that nothing answers at a closed port', async () => {
    const { url, close } = await startPlain();
    await close();
    expect(await failure(url)).toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/^Nothing answers at this address \(127\.0\.0\.1:\d+\)\.$/),
    });
  });

  it('says that there is no such host', async () => {
    const resolve = async () => [];
    expect(await failure('https://nowhere.example/mcp', { resolve })).toMatchObject({ kind: 'unreachable' });
  });

  it('never connects to an address that is not allowed', async () => {
    const { url } = await started(startPlain());
    const shut = { loopback: false, allowNets: [] };
    expect(await failure(url, { addresses: shut })).toMatchObject({ kind: 'address' });
    expect(await failure('http://0x7f000001/mcp')).toMatchObject({ kind: 'address' });
    expect(await failure('http://169.254.169.254/latest/meta-data')).toMatchObject({ kind: 'address' });
  });

  it('tells a web page, a missing page and plain text from MCP', async () => {
    const page = await started(startWebPage());
    expect(await failure(page.url)).toMatchObject({
      kind: 'not-mcp',
      message: 'What answers there is no MCP server: it sent a web page.',
    });
    const nothing = await started(startNothing());
    expect(await failure(nothing.url)).toMatchObject({ kind: 'not-mcp', status: 404 });
  });

  it('tells what does not even speak HTTP', async () => {
    const server = createServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await failure(`http://127.0.0.1:${port}/mcp`)).toMatchObject({ kind: 'not-mcp' });
    expect(await failure(`https://127.0.0.1:${port}/mcp`)).toMatchObject({ kind: 'tls' });
    server.close();
  });

  it('does not trust a certificate that nobody signed', async () => {
    const { url } = await started(startSelfSigned());
    expect(await failure(url)).toMatchObject({
      kind: 'tls',
      message: expect.stringContaining('signed by nobody but itself'),
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  it('gives up after the time that it was given, with what it got', async () => {
    const hanging = await started(startHanging());
    expect(await failure(hanging.url, { timeoutMs: 600 })).toMatchObject({
      kind: 'timeout',
      message: 'The server did not answer within 0.6 seconds.',
    });
    const later = await started(startHangingLater());
    const answer = await failure(later.url, { timeoutMs: 1000 });
    expect(answer).toMatchObject({ kind: 'timeout', got: { serverInfo: { name: 'fixture' }, tools: [] } });
  });

  it('stops reading at the bound, plain or compressed', async () => {
    for (const fixture of [await started(startHuge()), await started(startBomb())]) {
      expect(await failure(fixture.url)).toMatchObject({
        kind: 'too-large',
        message: 'The server’s answer is over 20 MiB.',
      });
    }
    const plain = await started(startPlain());
    expect(await failure(plain.url, { maxBytes: 500 })).toMatchObject({ kind: 'too-large' });
  });

  it('keeps what it got from a server that dies in the middle of the list', async () => {
    const { url } = await started(startDying());
    const answer = await failure(url);
    expect(answer).toMatchObject({ kind: 'unreachable', got: { pages: 1 } });
    expect(answer.got?.tools).toHaveLength(5);
    const sse = await started(startLegacySse({ dieOnList: true }));
    expect(await failure(sse.url)).toMatchObject({ kind: 'unreachable', got: { pages: 0 } });
  });

  it('passes on what the server says of its own faults, without its control characters', async () => {
    const failing = await started(startFailing());
    expect(await failure(failing.url)).toMatchObject({ kind: 'server-error', status: 500 });
    const erring = await started(startErring());
    expect(await failure(erring.url)).toMatchObject({
      kind: 'server-error',
      message: 'The server answered tools/list with an error: “the database is down” (-32603).',
    });
  });

  it('refuses a version of the protocol that it does not know', async () => {
    const { url } = await started(startFuture());
    expect(await failure(url)).toMatchObject({
      kind: 'unsupported-version',
      message: expect.stringContaining('2031-01-01'),
    });
  });

  it('refuses headers that would change the protocol or break the line', async () => {
    const { url } = await started(startPlain());
    const faulty: Record<string, string>[] = [
      { Host: 'x' },
      { 'X-A': 'a\r\nX-B: b' },
      { 'bad name': 'x' },
      { 'Mcp-Session-Id': 'x' },
    ];
    for (const headers of faulty) {
      const answer = await discover({ type: 'http', url, headers }, { addresses });
      expect(answer).toMatchObject({ ok: false, kind: 'unreachable' });
    }
  });

  it('is cancelled at any moment, and leaves no connection open', async () => {
    const { url, connections } = await started(startHangingLater());
    for (const afterMs of [0, 1, 20, 200]) {
      const controller = new AbortController();
      const discovering = failure(url, { signal: controller.signal });
      setTimeout(() => controller.abort(), afterMs);
      expect(await discovering).toMatchObject({ kind: 'cancelled' });
      await expect.poll(connections).toBe(0);
    }
    expect(await failure(url, { signal: AbortSignal.abort() })).toMatchObject({ kind: 'cancelled' });
  });

  it('stops at a page that comes round again, and after a thousand pages', async () => {
    const loop = await started(startEndless({ loop: true }));
    const looped = await discover({ type: 'http', url: loop.url }, { addresses });
    expect(looped).toMatchObject({ ok: true, pages: 2, problems: [expect.stringContaining('twice')] });
    const endless = await started(startEndless());
    const ended = await discover({ type: 'http', url: endless.url }, { addresses });
    expect(ended).toMatchObject({
      ok: true,
      pages: 1000,
      problems: ['Only the first 1,000 pages were read.'],
    });
  });
});
