import { describe, expect, it } from 'vitest';
import { readMessage } from './envelope';
import { faultsOfHeaders, passesToClient, passesToServer } from './headers';
import { bestVersion, generationOf } from './versions';

describe('versions', () => {
  it('belong to one of two generations, or are not known', () => {
    expect(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'].map(generationOf)).toEqual(
      Array(4).fill('legacy'),
    );
    expect(generationOf('2026-07-28')).toBe('modern');
    for (const unknown of ['', '2026-07-29', 'draft', '2025-11-25 '])
      expect(generationOf(unknown)).toBeUndefined();
  });

  it('are chosen newest first', () => {
    expect(bestVersion(['2024-11-05', '2026-07-28', '2025-06-18'])).toBe('2026-07-28');
    expect(bestVersion(['2031-01-01', '2024-11-05'])).toBe('2024-11-05');
    expect(bestVersion(['x'])).toBeUndefined();
  });
});

describe('headers', () => {
  it.each([
    'Authorization',
    'Cookie',
    'Host',
    'Origin',
    'Forwarded',
    'X-Forwarded-For',
    'Connection',
    'TE',
    'Accept-Encoding',
    'X-Anything',
  ])('never passes a client’s %s to a server', (name) => {
    expect(passesToServer(name, 'legacy')).toBe(false);
    expect(passesToServer(name, 'modern')).toBe(false);
  });

  it('passes what each generation knows, and no more', () => {
    for (const name of ['Accept', 'content-type', 'MCP-Protocol-Version', 'traceparent', 'User-Agent']) {
      expect([passesToServer(name, 'legacy'), passesToServer(name, 'modern')]).toEqual([true, true]);
    }
    for (const name of ['Mcp-Session-Id', 'Last-Event-ID']) {
      expect([passesToServer(name, 'legacy'), passesToServer(name, 'modern')]).toEqual([true, false]);
    }
    for (const name of ['Mcp-Method', 'Mcp-Name', 'Mcp-Param-Region']) {
      expect([passesToServer(name, 'legacy'), passesToServer(name, 'modern')]).toEqual([false, true]);
    }
  });

  it('never passes a server’s cookies or challenges to a client', () => {
    for (const name of ['Set-Cookie', 'WWW-Authenticate', 'Server', 'Content-Encoding', 'Link']) {
      expect(passesToClient(name, 'legacy')).toBe(false);
    }
    expect(passesToClient('Mcp-Session-Id', 'legacy')).toBe(true);
    expect(passesToClient('Mcp-Session-Id', 'modern')).toBe(false);
  });

  it('may be chosen for a server where they break nothing', () => {
    expect(faultsOfHeaders({ Authorization: 'Bearer x', 'X-Api-Key': 'a b' })).toEqual([]);
    const faulty = { Host: 'x', 'a b': 'x', 'X-A': 'x\ny', Accept: '*', 'Mcp-Name': 'x', 'X-B': 'ü€' };
    expect(faultsOfHeaders(faulty)).toHaveLength(6);
    expect(faultsOfHeaders({ 'X-A': '1', 'x-a': '2' })).toEqual(['x-a stands twice.']);
  });
});

describe('readMessage', () => {
  it.each([
    [{ jsonrpc: '2.0', id: 1, method: 'ping', extra: 1 }, 'request'],
    [{ jsonrpc: '2.0', method: 'notifications/x' }, 'notification'],
    [{ jsonrpc: '2.0', id: 'a', result: {} }, 'result'],
    [{ jsonrpc: '2.0', id: null, error: { code: -1, message: 'x' } }, 'error'],
    [{ id: 3, result: { tools: [] } }, 'result'],
  ])('reads %j', (value, kind) => expect(readMessage(value)?.kind).toBe(kind));

  it.each([
    null,
    5,
    [],
    {},
    { jsonrpc: '2.0', id: {}, result: {} },
    { id: 1, result: 5 },
    { jsonrpc: '1.0', method: 'x' },
    { error: 'x' },
  ])('takes %j for no message', (value) => expect(readMessage(value as never)).toBeUndefined());
});
