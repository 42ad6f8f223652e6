import { expect, test } from 'vitest';
import { play, stage, toldBy } from './testing';

test('addresses and names that can be read in two ways are denied', async () => {
  await play(await stage('parser-differential'));
});

const raw = (args: string) =>
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_transfer","arguments":${args}}}`;
const callback = '"callback":"https://hooks.example.com/"';

test.each([
  ['twice the same member, small first', `{"amount_cents":5,"amount_cents":5000000,${callback}}`],
  ['twice the same member, small last', `{"amount_cents":5000000,"amount_cents":5,${callback}}`],
  ['the same name by an escape', `{"amount_cents":5,"\\u0061mount_cents":5000000,${callback}}`],
])('%s: the message is refused, and no byte reaches the server', async (_what, args) => {
  const { gateway, reached } = await stage('parser-differential');
  const answer = await gateway.post(raw(args));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('amount_cents') } });
  expect(reached).toEqual([]);
});

test('a number that no double holds is denied, and no byte reaches the server', async () => {
  const { gateway, reached } = await stage('parser-differential');
  const answer = await gateway.post(raw(`{"amount_cents":5.00000000000000000001,${callback}}`));
  expect(toldBy(await answer.json())).toMatchObject({ verdict: 'deny', rule: '(invalid arguments)' });
  expect(reached).toEqual([]);
});

test('what is allowed arrives as the bytes that were judged', async () => {
  const { gateway, reached } = await stage('parser-differential');
  const text = raw(`{ "amount_cents" : 5e2 , ${callback} }`);
  await gateway.post(text);
  expect(reached.map(({ body }) => body)).toEqual([text]);
});
