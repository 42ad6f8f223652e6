import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Harness,
  json,
  recordingServer,
  reviewed,
  serverId,
  startHarness,
  token,
} from './testing/harness';

// Ids of tasks are the server's; what a grant holds opens nothing for another.

const policy = '{"version":"1","default":"allow"}';
const related = 'io.modelcontextprotocol/related-task';
const streams: ServerResponse[] = [];

async function start() {
  const server = await recordingServer(({ method, body }, res) => {
    if (method === 'GET') {
      streams.push(res);
      return void res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    }
    const { id } = JSON.parse(body) as { id?: unknown };
    if (id === undefined || !body.includes('"method"')) return void res.writeHead(202).end();
    const task = { taskId: 'inner-1', status: 'working' };
    json(res, {
      jsonrpc: '2.0',
      id,
      result: { task, taskId: 'inner-1', _meta: { [related]: { taskId: 'inner-1' } } },
    });
  });
  onTestFinished(server.close);
  const gateway = await startHarness(server.url, { policy, may: ['tasks', 'elicitation'] });
  onTestFinished(gateway.close);
  gateway.ports.setTools(serverId, reviewed('slow'));
  gateway.ports.setGrant({ token: 'other', serverId, policy, may: ['tasks', 'elicitation'] });
  const made = await gateway.call('slow');
  return { server, gateway, result: made.body.result, taskId: made.body.result.task.taskId as string };
}

const sent = (server: { reached: { body: string }[] }) => JSON.parse(server.reached.at(-1)?.body ?? '{}');
const ask = async (gateway: Harness, method: string, params: object, as = token) => {
  const answer = await gateway.post(
    { jsonrpc: '2.0', id: 5, method, params },
    { authorization: `Bearer ${as}` },
  );
  return (await answer.json()) as { error?: { code: number } };
};

test('the id of a task is sealed wherever an answer names it', async () => {
  const { result, taskId } = await start();
  expect(taskId).toMatch(/^[\w-]+\.[\w-]{24}$/);
  expect([result.taskId, result._meta[related].taskId]).toEqual([taskId, taskId]);
});

test.each(['tasks/get', 'tasks/result', 'tasks/cancel'])(
  '%s takes the ids of its own grant alone',
  async (method) => {
    const { server, gateway, taskId } = await start();
    expect((await ask(gateway, method, { taskId })).error).toBeUndefined();
    expect(sent(server).params.taskId).toBe('inner-1');
    const before = server.reached.length;
    expect((await ask(gateway, method, { taskId }, 'other')).error).toMatchObject({ code: -32602 });
    expect((await ask(gateway, method, { taskId: 'inner-1' })).error).toMatchObject({ code: -32602 });
    expect((await ask(gateway, method, {})).error).toMatchObject({ code: -32602 });
    expect(server.reached).toHaveLength(before);
  },
);

test('a request that is about a task names one of its own grant', async () => {
  const { server, gateway, taskId } = await start();
  const about = (id: string) => ({ name: 'slow', arguments: {}, _meta: { [related]: { taskId: id } } });
  expect((await ask(gateway, 'tools/call', about(taskId))).error).toBeUndefined();
  expect(sent(server).params._meta[related].taskId).toBe('inner-1');
  const before = server.reached.length;
  expect((await ask(gateway, 'tools/call', about(taskId), 'other')).error).toMatchObject({ code: -32602 });
  expect((await ask(gateway, 'tools/call', about('inner-1'))).error).toMatchObject({ code: -32602 });
  expect(server.reached).toHaveLength(before);
});

test('what the server notifies and asks about a task names it as its client knows it', async () => {
  const { server, gateway, taskId } = await start();
  streams.length = 0;
  const ending = new AbortController();
  const answer = await fetch(gateway.url, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    signal: ending.signal,
  });
  await expect.poll(() => streams.length).toBe(1);
  const say = (message: object) =>
    streams[0]?.write(`data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`);
  say({ method: 'notifications/tasks/status', params: { taskId: 'inner-1', status: 'completed' } });
  say({
    id: 'e',
    method: 'elicitation/create',
    params: { message: 'Sure?', _meta: { [related]: { taskId: 'inner-1' } } },
  });
  const reader = answer.body?.getReader();
  let text = '';
  while (text.split('\n\n').length < 3) text += new TextDecoder().decode((await reader?.read())?.value);
  ending.abort();
  expect(text).not.toContain('"inner-1"');
  expect(text.split(JSON.stringify(taskId))).toHaveLength(3);
  const reply = { jsonrpc: '2.0', id: 'e', result: { action: 'accept', _meta: { [related]: { taskId } } } };
  expect((await gateway.post(reply)).status).toBe(202);
  expect(sent(server).result._meta[related].taskId).toBe('inner-1');
});

test('what the server tells about what the grant does not give stays here', async () => {
  const { gateway } = await start();
  gateway.ports.setGrant({ token, serverId, policy, may: ['prompts'] });
  streams.length = 0;
  const ending = new AbortController();
  const answer = await fetch(gateway.url, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    signal: ending.signal,
  });
  await expect.poll(() => streams.length).toBe(1);
  for (const name of [
    'resources/updated',
    'resources/list_changed',
    'tasks/status',
    'elicitation/complete',
    'prompts/list_changed',
  ])
    streams[0]?.write(
      `data: ${JSON.stringify({ jsonrpc: '2.0', method: `notifications/${name}`, params: {} })}\n\n`,
    );
  const reader = answer.body?.getReader();
  let text = '';
  while (!text.includes('\n\n')) text += new TextDecoder().decode((await reader?.read())?.value);
  ending.abort();
  expect([...text.matchAll(/notifications\/[\w/]+/g)].map(([method]) => method)).toEqual([
    'notifications/prompts/list_changed',
  ]);
});

test('what a client tells about tasks of its own needs the permission', async () => {
  const { server, gateway } = await start();
  const note = {
    jsonrpc: '2.0',
    method: 'notifications/tasks/status',
    params: { taskId: 'mine', status: 'working' },
  };
  expect((await gateway.post(note)).status).toBe(202);
  const before = server.reached.length;
  gateway.ports.setGrant({ token, serverId, policy });
  expect((await gateway.post(note)).status).toBe(400);
  expect(server.reached).toHaveLength(before);
});
