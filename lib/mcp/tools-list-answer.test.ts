import { describe, expect, it } from 'vitest';
import { readToolsListAnswer, toolsListWithClasses } from './tools-list-answer';

const tool = (name: string) => ({ name, description: 'x', inputSchema: { type: 'object' } });
const response = (id: number, result: object) => ({ jsonrpc: '2.0', id, result });

function names(text: string): (string | undefined)[] {
  const answer = readToolsListAnswer(text);
  if (!answer.ok) throw new Error(answer.message);
  return answer.tools.map(({ name }) => name);
}

describe('readToolsListAnswer', () => {
  const pages = [
    response(1, { tools: [tool('a'), tool('b')], nextCursor: 'x' }),
    response(2, { tools: [tool('c')] }),
  ];

  it.each([
    ['a bare list', JSON.stringify([tool('a'), tool('b'), tool('c')])],
    ['a result', JSON.stringify({ tools: [tool('a'), tool('b'), tool('c')], nextCursor: null }, null, 2)],
    ['a response', JSON.stringify(response(1, { tools: [tool('a'), tool('b'), tool('c')] }))],
    ['a byte order mark', `\ufeff${JSON.stringify({ tools: [tool('a'), tool('b'), tool('c')] })}\n`],
    ['pages in a list', JSON.stringify(pages)],
    ['results in a list', JSON.stringify(pages.map(({ result }) => result))],
    ['pages, one a line', pages.map((page) => JSON.stringify(page)).join('\r\n')],
    [
      'a saved event stream',
      pages.map((page) => `event: message\ndata: ${JSON.stringify(page)}\n`).join('\n'),
    ],
    ['tools, one a line', ['a', 'b', 'c'].map((name) => JSON.stringify(tool(name))).join('\n')],
  ])('reads %s', (_form, text) => expect(names(text)).toEqual(['a', 'b', 'c']));

  it('reads a recorded session, and the server’s name from it', () => {
    const session = [
      { jsonrpc: '2.0', id: 0, method: 'initialize', params: {} },
      response(0, {
        protocolVersion: '2025-11-25',
        serverInfo: { name: 'notes', version: '1' },
        capabilities: {},
      }),
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 1, method: 'tools/list' },
      response(1, { tools: [tool('a')] }),
    ];
    const text = session.map((message) => JSON.stringify(message)).join('\n');
    expect(readToolsListAnswer(text)).toMatchObject({
      ok: true,
      serverName: 'notes',
      tools: [{ name: 'a' }],
    });
  });

  it('keeps good tools beside malformed ones and doubles', () => {
    const answer = readToolsListAnswer(JSON.stringify({ tools: [tool('a'), 5, { name: 7 }, tool('a')] }));
    expect(answer.ok && answer.tools.map(({ ok }) => ok)).toEqual([true, false, false, false]);
  });

  it('says that a page is missing', () => {
    const answer = readToolsListAnswer(JSON.stringify(pages[0]));
    expect(answer).toMatchObject({ ok: true, problems: [expect.stringContaining('tools may be missing')] });
  });

  it('reads the catalogue’s export back with its classes', () => {
    const tools = [
      { definition: tool('a'), class: 'Read' },
      { definition: tool('__proto__') },
      { definition: 5, class: 'Read' },
    ];
    const answer = readToolsListAnswer(JSON.stringify(toolsListWithClasses(tools)));
    expect(answer.ok && [...answer.classes]).toEqual([['a', 'Read']]);
    expect(answer.ok && answer.tools).toHaveLength(3);
  });

  it.each([
    ['', 'The text is empty.'],
    ['<html>', 'This is not JSON: it goes wrong in line 1.'],
    ['{\n  "tools": [\n    oops\n  ]\n}', 'This is not JSON: it goes wrong in line 3.'],
    ['{"tools":[{"name":"a"}', 'This is not JSON'],
    ['5', 'There is no list of tools in this text.'],
    ['{"tools":{}}', 'There is no list of tools in this text.'],
    [
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"no\\u001b[31m session"}}',
      'There is an error in it instead of a list: “no session”.',
    ],
  ])('refuses %j in plain words', (text, message) => {
    const answer = readToolsListAnswer(text);
    expect(answer.ok).toBe(false);
    expect(!answer.ok && answer.message).toContain(message);
  });

  it('takes an empty list for what it is', () => expect(names('{"tools":[]}')).toEqual([]));
});
