/**
 * Requests that two readers could take for two things. Each tries to get a call of `pay` with `amount` over 100 past a
 * gateway whose policy denies that, or a call of the hidden `wipe`, to a server that reads leniently.
 */

export type Smuggled = { name: string; body: string | Buffer; headers?: Record<string, string> };

const head = '"jsonrpc":"2.0","id":1';
const pay = (args: string) => `{${head},"method":"tools/call","params":{"name":"pay","arguments":${args}}}`;
const call = (params: string) => `{${head},"method":"tools/call","params":${params}}`;
const harmless = '{"name":"search","arguments":{}}';
const costly = '{"name":"pay","arguments":{"amount":5000}}';

const cases: Smuggled[] = [];
const add = (name: string, body: string | Buffer, headers?: Record<string, string>) =>
  cases.push(headers === undefined ? { name, body } : { name, body, headers });

// Duplicate keys: some readers take the first, some the last.
for (const [first, second] of [
  [1, 5000],
  [5000, 1],
]) {
  add(`amount twice, ${first} first`, pay(`{"amount":${first},"amount":${second}}`));
  add(`amount twice, ${first} first, once escaped`, pay(`{"amount":${first},"\\u0061mount":${second}}`));
  add(`amount twice, ${first} first, deep`, pay(`{"x":{"amount":${first},"amount":${second}}}`));
  add(`amount twice, ${first} first, in a list`, pay(`{"x":[{"amount":${first},"amount":${second}}]}`));
}
for (const key of ['name', 'arguments', '_meta', 'task']) {
  const value = key === 'name' ? '"pay"' : '{"amount":5000}';
  const other = key === 'name' ? '"search"' : '{}';
  add(
    `${key} twice in params`,
    call(`{"name":"pay","arguments":{"amount":1},"${key}":${value},"${key}":${other}}`),
  );
  add(`${key} twice in params, turned`, call(`{"${key}":${other},"${key}":${value},"name":"search"}`));
}
for (const [key, one, two] of [
  ['method', '"ping"', '"tools/call"'],
  ['params', harmless, costly],
  ['id', '1', '2'],
  ['jsonrpc', '"2.0"', '"1.0"'],
]) {
  const rest: Record<string, string> = { jsonrpc: '"2.0"', id: '1', method: '"tools/call"', params: costly };
  const write = (a: string, b: string) =>
    `{${Object.entries({ ...rest, [key as string]: a })
      .map(([name, value]) => `"${name}":${value}`)
      .join(',')},"${key}":${b}}`;
  add(`${key} twice`, write(one as string, two as string));
  add(`${key} twice, turned`, write(two as string, one as string));
}

// Case variants: some readers ignore case, or fold as Unicode does.
const variants = (key: string) =>
  [
    key.toUpperCase(),
    key[0]?.toUpperCase() + key.slice(1),
    key.slice(0, -1) + key.slice(-1).toUpperCase(),
    `${key} `,
    ` ${key}`,
    `${key}\\u0000`,
    `${key}\\u0000x`,
  ].filter((variant) => variant !== key);
for (const key of ['method', 'params', 'id', 'jsonrpc']) {
  for (const variant of variants(key)) {
    const value = { method: '"tools/call"', params: costly, id: '9', jsonrpc: '"2.0"' }[key] ?? '';
    add(
      `${JSON.stringify(variant)} beside ${key}`,
      `{${head},"method":"tools/call","params":${harmless},"${variant}":${value}}`,
    );
  }
}
for (const key of ['name', 'arguments', '_meta']) {
  for (const variant of variants(key)) {
    const value = key === 'name' ? '"pay"' : '{"amount":5000}';
    add(
      `${JSON.stringify(variant)} beside ${key}`,
      call(`{"name":"pay","arguments":{"amount":1},"${variant}":${value}}`),
    );
  }
}
for (const variant of [...variants('amount'), 'aMOUNT', '\\tamount', 'amount\\n', 'AMOUN\\u0054']) {
  add(`the argument ${JSON.stringify(variant)}`, pay(`{"${variant}":5000}`));
  add(`the argument ${JSON.stringify(variant)} beside amount`, pay(`{"amount":1,"${variant}":5000}`));
  add(`the argument ${JSON.stringify(variant)} deep`, pay(`{"amount":1,"x":[{"${variant}":5000}]}`));
}

// Numbers that are not what they look like.
for (const number of [
  '1e999',
  '-1e999',
  '0x1388',
  '05000',
  '+5000',
  '5000.',
  '.5',
  '5_000',
  '5000n',
  'NaN',
  'Infinity',
  '-Infinity',
  '5e3e1',
  '1e',
  '--5',
  '9007199254740993',
  '100.00000000000000001',
  '1e-400000000000000000000001',
  '１２',
  '"5000"',
  'true',
  'null',
  '[5000]',
  '{"$numberLong":"5000"}',
])
  add(`the amount ${number}`, pay(`{"amount":${number}}`));

// What is no JSON to a strict reader, and something to a lenient one.
const whole = pay('{"amount":5000}');
for (const [name, body] of [
  ['a comment', pay('{/*"amount":1*/"amount":5000}')],
  ['a line comment', `${pay('{"amount":5000}')}//x`],
  ['a hash comment', `#x\n${whole}`],
  ['single quotes', whole.replaceAll('"', "'")],
  ['a bare key', pay('{amount:5000}')],
  ['a comma at the end', pay('{"amount":5000,}')],
  ['two commas', pay('{"amount":1,,"x":2}')],
  ['a missing comma', pay('{"amount":1 "x":2}')],
  ['a semicolon', pay('{"amount";5000}')],
  ['bytes behind it', `${whole}x`],
  ['a second message behind it', `${pay('{"amount":1}')}${whole}`],
  ['a second message on a line', `${pay('{"amount":1}')}\n${whole}`],
  ['a NUL behind it', `${whole}\0`],
  ['a NUL before it', `\0${whole}`],
  ['a closing brace too many', `${whole}}`],
  ['a missing brace', whole.slice(0, -1)],
  ['half of it', whole.slice(0, 40)],
  ['nothing', ''],
  ['blanks alone', '  \n '],
  ['a raw line break in a string', pay('{"amount":5000,"x":"a\nb"}')],
  ['a raw tab in a string', pay('{"amount":5000,"x":"a\tb"}')],
  ['a bad escape', pay('{"amount":5000,"x":"\\x41"}')],
  ['half an escape', pay('{"amount":5000,"x":"\\u00"}')],
  ['a lone surrogate', pay('{"amount":5000,"x":"\\ud800"}')],
  ['a lone surrogate in a key', pay('{"amount\\udc00":5000}')],
  ['a form feed as blank', whole.replace('{', '{\f')],
  ['a vertical tab as blank', whole.replace('{', '{\v')],
  ['a no-break space as blank', whole.replace('{', '{\u00a0')],
  ['a line separator as blank', whole.replace('{', '{\u2028')],
  ['undefined', pay('{"amount":undefined}')],
  ['True', pay('{"amount":True}')],
  ['None', pay('{"amount":None}')],
  ['an anti-hijacking prefix', `)]}'\n${whole}`],
  ['an event of a stream', `data: ${whole}\n\n`],
  ['a JSONP call', `callback(${whole})`],
  ['a form', `message=${encodeURIComponent(whole)}`],
  ['YAML', 'jsonrpc: "2.0"\nid: 1\nmethod: tools/call\nparams: {name: pay, arguments: {amount: 5000}}'],
] as const)
  add(name, body);

// Bytes that are not the UTF-8 they pass for.
const bytes = Buffer.from(whole, 'utf8');
add('a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]));
add('UTF-16 LE', Buffer.from(`\ufeff${whole}`, 'utf16le'));
add('UTF-16 LE without a mark', Buffer.from(whole, 'utf16le'));
add('UTF-16 BE', Buffer.from(`\ufeff${whole}`, 'utf16le').swap16());
add('UTF-32', Buffer.from([...whole].flatMap((char) => [char.charCodeAt(0), 0, 0, 0])));
for (const [name, wrong] of [
  ['an overlong quote', [0xc0, 0xa2]],
  ['an overlong slash', [0xe0, 0x80, 0xaf]],
  ['an encoded surrogate', [0xed, 0xa0, 0x80]],
  ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ['half a character', [0xe2, 0x82]],
  ['Latin-1', [0xe9]],
  ['five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
  ['0xff', [0xff]],
] as const) {
  const [before = '', after = ''] = pay('{"amount":5000,"x":"@"}').split('@');
  add(`${name} in a string`, Buffer.concat([Buffer.from(before), Buffer.from(wrong), Buffer.from(after)]));
  const [start = '', end = ''] = pay('{"am@ount":5000}').split('@');
  add(`${name} in a key`, Buffer.concat([Buffer.from(start), Buffer.from(wrong), Buffer.from(end)]));
}

// Shapes of the message.
for (const [name, body] of [
  ['a batch', `[${whole}]`],
  ['a batch of two', `[${pay('{"amount":1}')},${whole}]`],
  ['an empty batch', '[]'],
  ['a batch in a batch', `[[${whole}]]`],
  ['a string', JSON.stringify(whole)],
  ['a number', '1'],
  ['null', 'null'],
  ['version 1.0', whole.replace('"2.0"', '"1.0"')],
  ['version as number', whole.replace('"2.0"', '2.0')],
  ['no version', whole.replace('"jsonrpc":"2.0",', '')],
  ['an id of null', whole.replace('"id":1', '"id":null')],
  ['an id of true', whole.replace('"id":1', '"id":true')],
  ['an id of a list', whole.replace('"id":1', '"id":[1]')],
  ['an id of an object', whole.replace('"id":1', '"id":{}')],
  ['a fractional id', whole.replace('"id":1', '"id":1.5')],
  ['an id written 1.0', whole.replace('"id":1', '"id":1.0')],
  ['an id written 1e0', whole.replace('"id":1', '"id":1e0')],
  ['an id written -0', whole.replace('"id":1', '"id":-0')],
  ['an id that loses digits', whole.replace('"id":1', '"id":9007199254740993')],
  ['no id', whole.replace('"id":1,', '')],
  ['a method as list', whole.replace('"tools/call"', '["tools/call"]')],
  ['TOOLS/CALL', whole.replace('tools/call', 'TOOLS/CALL')],
  ['tools/Call', whole.replace('tools/call', 'tools/Call')],
  ['tools//call', whole.replace('tools/call', 'tools//call')],
  ['tools/call/', whole.replace('tools/call', 'tools/call/')],
  ['./tools/call', whole.replace('tools/call', './tools/call')],
  ['tools/call with a blank', whole.replace('tools/call', 'tools/call ')],
  ['tools/call with a NUL', whole.replace('tools/call', 'tools/call\\u0000')],
  ['tools%2Fcall', whole.replace('tools/call', 'tools%2Fcall')],
  ['an unknown method', whole.replace('tools/call', 'tools/invoke')],
  ['a method of a vendor', whole.replace('tools/call', 'x/callTool')],
  ['a result beside a method', whole.replace('"method"', '"result":{},"method"')],
  ['an error beside a method', whole.replace('"method"', '"error":{},"method"')],
  ['an unknown member', whole.replace('"method"', '"extra":1,"method"')],
  ['__proto__ in the envelope', whole.replace('"method"', '"__proto__":{"method":"x"},"method"')],
  ['params as list', `{${head},"method":"tools/call","params":["pay",{"amount":5000}]}`],
  ['params as string', `{${head},"method":"tools/call","params":"pay"}`],
  ['no params', `{${head},"method":"tools/call"}`],
  ['a name as list', call('{"name":["pay"],"arguments":{"amount":5000}}')],
  ['a name as object', call('{"name":{"toString":"pay"},"arguments":{}}')],
  ['an empty name', call('{"name":"","arguments":{"amount":5000}}')],
  ['no name', call('{"arguments":{"amount":5000}}')],
  ['a name with a NUL', call('{"name":"pay\\u0000","arguments":{"amount":5000}}')],
  ['a name with a NUL and more', call('{"name":"pay\\u0000search","arguments":{"amount":5000}}')],
  ['a name with a line break', call('{"name":"pay\\n","arguments":{"amount":5000}}')],
  ['the hidden tool', call('{"name":"wipe"}')],
  ['the hidden tool, escaped', call('{"name":"\\u0077ipe"}')],
  [
    'a call as a notification',
    '{"jsonrpc":"2.0","method":"tools/call","params":{"name":"pay","arguments":{"amount":5000}}}',
  ],
  ['a task of a call', call('{"name":"search","arguments":{},"task":{}}')],
  ['_meta as list', call('{"name":"pay","arguments":{"amount":5000},"_meta":[]}')],
  ['arguments as list', pay('[{"amount":5000}]')],
  ['arguments as string', pay('"{\\"amount\\":5000}"')],
  ['arguments as null', pay('null')],
  ['arguments as number', pay('5000')],
  ['__proto__ in the arguments', pay('{"__proto__":{"amount":5000},"Amount":5000}')],
  ['arguments 129 deep', pay(`{"amount":1,"x":${'['.repeat(128)}${']'.repeat(128)}}`)],
  ['arguments 100,000 deep', pay(`{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
  ['objects 100,000 deep', pay(`{"x":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`)],
] as const)
  add(name, body);

// Headers.
for (const type of [
  'text/plain',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json;charset=utf-8;charset=utf-7',
  'application/json, text/plain',
  'application/json;',
  'application/x-www-form-urlencoded',
  'application/vnd.api+json',
  'text/json',
  'application/jsonp',
  'multipart/form-data; boundary=x',
])
  add(`content type ${type}`, pay('{"amount":1}'), { 'content-type': type });
for (const encoding of ['gzip', 'deflate', 'br', 'identity', 'x-gzip', 'gzip, gzip', 'none'])
  add(`content encoding ${encoding}`, pay('{"amount":1}'), { 'content-encoding': encoding });
for (const version of ['2099-01-01', '2025-06-18 ', '2025-11-25, 2026-07-28', 'latest', '2026-07-29', '1'])
  add(`protocol version ${JSON.stringify(version)}`, pay('{"amount":1}'), {
    'mcp-protocol-version': version.trim() === version ? version : `${version.trim()}x`,
  });
add('a modern header over a legacy body', pay('{"amount":1}'), { 'mcp-protocol-version': '2026-07-28' });
add('a foreign session', pay('{"amount":1}'), { 'mcp-session-id': 'abc' });
add('a foreign origin', pay('{"amount":1}'), { origin: 'https://evil.example' });
add('an origin of null', pay('{"amount":1}'), { origin: 'null' });

// The modern generation: the body names what the headers must repeat.
const meta =
  '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}';
const modern = `{${head},"method":"tools/call","params":{"name":"pay","arguments":{"amount":1},${meta}}}`;
const good = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'pay' };
for (const [name, change] of [
  ['no version', { 'mcp-protocol-version': '' }],
  ['a legacy version', { 'mcp-protocol-version': '2025-11-25' }],
  ['another method', { 'mcp-method': 'ping' }],
  ['a method in other case', { 'mcp-method': 'Tools/Call' }],
  ['no method', { 'mcp-method': '' }],
  ['another name', { 'mcp-name': 'search' }],
  ['a name in other case', { 'mcp-name': 'Pay' }],
  ['no name', { 'mcp-name': '' }],
  ['two names', { 'mcp-name': 'pay, search' }],
  ['another name in base64', { 'mcp-name': `=?base64?${Buffer.from('search').toString('base64')}?=` }],
  ['broken base64', { 'mcp-name': '=?base64?cGF5*?=' }],
  ['base64 without its end', { 'mcp-name': '=?base64?cGF5' }],
  ['base64 of no UTF-8', { 'mcp-name': '=?base64?/w==?=' }],
  ['base64 in other case', { 'mcp-name': '=?BASE64?cGF5?=' }],
] as const) {
  const headers = Object.fromEntries(
    Object.entries({ ...good, ...change }).filter(([, value]) => value !== ''),
  );
  add(`modern, ${name} in the header`, modern, headers);
}
add('modern, a version in other case', modern.replace('/protocolVersion', '/ProtocolVersion'), good);
add('modern, a version that nobody knows', modern.replace('"2026-07-28"', '"2026-07-29"'), good);
add('modern, a legacy version in _meta', modern.replace('"2026-07-28"', '"2025-11-25"'), good);
add('modern, a version as number', modern.replace('"2026-07-28"', '20260728'), good);
add('modern, a foreign requestState', modern.replace('"name"', '"requestState":"abc","name"'), good);
add('modern, an answer of the client', `{${head},"result":{}}`, good);

export const smuggled: readonly Smuggled[] = cases;
