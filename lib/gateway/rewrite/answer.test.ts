import { expect, test } from 'vitest';
import { type AnswerRules, rewriteAnswer } from './answer';

const rules: AnswerRules = {
  generation: 'legacy',
  hides: (tool) => tool === 'wipe',
  offered: () => {},
  may: [],
  close: (kind, value) => `${kind}(${value})`,
  maxTtlMs: 5_000,
};
const list = (tools: string, rest = '') => `{"jsonrpc":"2.0","id":1,"result":{"tools":${tools}${rest}}}`;
const rewritten = (text: string, more: Partial<AnswerRules> = {}) => {
  const answer = rewriteAnswer(text, 'tools/list', { ...rules, ...more });
  return answer.ok ? answer.text : answer.why;
};

test('what is kept stays byte for byte, in its order', () => {
  const search = '{"name":"search",  "x":1.0e2, "u":"\\u00e9"}';
  expect(rewritten(list(`[{"name":"wipe"}, ${search},{"name":"pay"}]`, ',"nextCursor":"c"'))).toBe(
    list(`[${search},{"name":"pay"}]`, ',"nextCursor":"c"'),
  );
  const whole = list(`[ ${search} ]`);
  expect(rewritten(whole)).toBe(whole);
});

test.each([
  ['no object', '7'],
  ['no name', '{"title":"x"}'],
  ['a name that is no string', '{"name":["wipe"]}'],
  ['two names', '{"name":"search","name":"wipe"}'],
  ['a hidden name, escaped', '{"name":"\\u0077ipe"}'],
  ['half a character', '{"name":"search\\ud800"}'],
])('a tool with %s is left out', (_, tool) => {
  expect(rewritten(list(`[${tool},{"name":"pay"}]`))).toBe(list('[{"name":"pay"}]'));
});

test.each([
  ['two lists', '{"jsonrpc":"2.0","id":1,"result":{"tools":[],"tools":[{"name":"wipe"}]}}'],
  ['two results', '{"jsonrpc":"2.0","id":1,"result":{"tools":[]},"result":{"tools":[{"name":"wipe"}]}}'],
  ['no list', '{"jsonrpc":"2.0","id":1,"result":{"tools":{"0":{"name":"wipe"}}}}'],
  ['no result', '{"jsonrpc":"2.0","id":1,"result":7}'],
  ['a depth bomb', list(`[{"name":"x"}],"y":${'['.repeat(600)}${']'.repeat(600)}`)],
])('an answer with %s is kept back', (_, text) => {
  expect(rewriteAnswer(text, 'tools/list', rules).ok).toBe(false);
});

test('in the modern generation a list is private and short-lived', () => {
  const more = { generation: 'modern' as const };
  expect(rewritten(list('[]'), more)).toBe(
    '{"jsonrpc":"2.0","id":1,"result":{"cacheScope":"private","tools":[]}}',
  );
  expect(rewritten(list('[]', ',"ttlMs":9e9,"cacheScope":"public"'), more)).toBe(
    list('[]', ',"ttlMs":5000,"cacheScope":"private"'),
  );
  expect(rewritten(list('[]', ',"ttlMs":10'), more)).toContain('"ttlMs":10');
});

test('what a modern client may keep is kept for its own grant alone', () => {
  const modern = { ...rules, generation: 'modern' as const };
  const hello = (rest: string) =>
    `{"jsonrpc":"2.0","id":1,"result":{"capabilities":{"tools":{}${rest}},"ttlMs":`;
  expect(
    rewriteAnswer(`${hello(',"x":{}')}3600000,"cacheScope":"public"}}`, 'server/discover', modern),
  ).toMatchObject({ ok: true, text: `${hello(',"x":{}')}5000,"cacheScope":"private"}}` });
  const read = (scope: string) =>
    `{"jsonrpc":"2.0","id":1,"result":{"contents":[],"ttlMs":60000,"cacheScope":"${scope}"}}`;
  expect(rewriteAnswer(read('public'), 'kept', modern)).toMatchObject({ ok: true, text: read('private') });
});

test('states and tasks are bound, and capabilities that are not given are not named', () => {
  const text =
    '{"jsonrpc":"2.0","id":1,"result":{"requestState":"a","task":{"taskId":"b","status":"working"}}}';
  const answer = rewriteAnswer(text, 'other', rules);
  expect(answer).toMatchObject({
    ok: true,
    text: text.replace('"a"', '"state(a)"').replace('"b"', '"task(b)"'),
  });
  const hello =
    '{"jsonrpc":"2.0","id":1,"result":{"capabilities":{"logging":{},"tools":{"listChanged":true},"prompts":{}}}}';
  expect(rewriteAnswer(hello, 'initialize', rules)).toMatchObject({
    ok: true,
    text: '{"jsonrpc":"2.0","id":1,"result":{"capabilities":{"tools":{"listChanged":true}}}}',
    flags: { listChanged: true },
  });
});
