import { expect, onTestFinished, test } from 'vitest';
import { definitionDigest } from '@/lib/mcp';
import { json, recordingServer, serverId, startHarness } from './testing/harness';

test('a list with a tool that is another than was reviewed has the server looked at, unless somebody noticed', async () => {
  const offered = { name: 'search', description: 'Searches.', inputSchema: { type: 'object' }, _meta: {} };
  const server = await recordingServer(({ body }, res) => {
    json(res, { jsonrpc: '2.0', id: JSON.parse(body).id, result: { tools: [offered, { name: 'new' }] } });
  });
  onTestFinished(server.close);
  const gateway = await startHarness(server.url, { policy: '{"version":"1","default":"allow"}' });
  onTestFinished(gateway.close);
  const { told } = gateway.ports;
  const list = async (state: 'reviewed' | 'drifted', digest: string) => {
    gateway.ports.setTools(serverId, { search: { state, digest } });
    told.length = 0;
    await (await gateway.post({ jsonrpc: '2.0', id: 1, method: 'tools/list' })).text();
    return told;
  };

  const digest = definitionDigest(offered);
  expect(await list('reviewed', digest)).toEqual([]);
  offered._meta = { icon: 'new' };
  expect(await list('reviewed', digest)).toEqual([]);
  offered.description = 'Searches, and tells nobody.';
  expect(await list('reviewed', digest)).toEqual([serverId]);
  expect(await list('drifted', digest)).toEqual([]);
});
