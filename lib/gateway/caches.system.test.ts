import { expect, onTestFinished, test } from 'vitest';
import { json, recordingServer, startHarness } from './testing/harness';

const kept = { ttlMs: 60_000, cacheScope: 'public' };
const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

async function asking(result: object) {
  const server = await recordingServer(({ body }, res) => {
    const { id } = JSON.parse(body) as { id: number };
    json(res, { jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } });
  });
  onTestFinished(server.close);
  const gateway = await startHarness(server.url, { may: ['resources', 'prompts'] });
  onTestFinished(gateway.close);
  return async (method: string, params: { uri?: string } = {}) => {
    const message = { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } };
    const answer = await gateway.post(message, {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(params.uri !== undefined && { 'mcp-name': params.uri }),
    });
    return ((await answer.json()) as { result: object }).result;
  };
}

test.each([
  ['resources/list', {}, { resources: [] }],
  ['resources/templates/list', {}, { resourceTemplates: [] }],
  ['resources/read', { uri: 'file:///a' }, { contents: [] }],
  ['prompts/list', {}, { prompts: [] }],
])('%s is kept for the grant alone that asked, whatever the server says', async (method, params, result) => {
  const ask = await asking({ ...result, ...kept });
  expect(await ask(method, params)).toEqual({
    resultType: 'complete',
    ...result,
    ttlMs: 60_000,
    cacheScope: 'private',
  });
});

test('what a server is said to offer is kept for the grant alone, and not for long', async () => {
  const ask = await asking({ capabilities: { tools: {}, logging: {} }, ...kept });
  expect(await ask('server/discover')).toEqual({
    resultType: 'complete',
    capabilities: { tools: {} },
    ttlMs: 5_000,
    cacheScope: 'private',
  });
});
