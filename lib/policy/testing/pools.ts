/** What generated policies and calls are made of. */

import type { Json } from '@/lib/json';
import type { Operator, Window } from '../language';

export const tools = [
  'a',
  'ab',
  'abc',
  'send_mail',
  'send_fax',
  'x/y~z',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '',
  'a*c',
  '😀',
  '\ufffd',
];
export const patterns = [
  ...tools,
  '*',
  'a*',
  '*c',
  'a*b*c',
  'send_*',
  '*_mail',
  '__*',
  '**',
  '*/*',
  '*a*',
  '😀*',
  '\ufffd*',
];

export const names = ['n', 's', 'l', 'o', 'u', 'p', '__proto__', 'constructor', 'with space'];
export const plainPaths = [
  'args',
  'args.n',
  'args["n"]',
  'args.s',
  'args.o.x',
  'args.o["__proto__"]',
  'args.__proto__',
  'args.constructor',
  'args["with space"]',
  'args.l',
  'args.l.length',
  'args.gone.away',
];
export const paths = [
  ...plainPaths,
  'args.n',
  'args.s',
  'args.u',
  'args.p',
  'args.l[*]',
  'args.l[*].x',
  'args.l[*][*]',
  'args[*]',
  'args.n[*]',
  'args.gone[*].x',
];
export const pointers = ['/n', '/l/0', '/l/0/x', '/l/1/0', '/o/x', '/with space', '/s'];

export const numbers: readonly number[] = [-1, -0, 0, 0.5, 1, 2, 3, 5, 100, 1e21];
export const texts = [
  '',
  'a',
  'abc',
  '5',
  'A',
  'é',
  'e\u0301',
  '😀',
  '\ud83d',
  'a\nb',
  'aaaa',
  'https://example.com/',
];
export const urls = [
  'https://example.com/x',
  'https://EXAMPLE.com.:443/',
  'https://a.example.com',
  'https://u:p@example.com/@x',
  'https://a@b@example.com',
  'https://evil.com#@example.com',
  'https://example.com\\@evil.com',
  'https:///example.com',
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://notexample.com',
  'https://ex%61mple.com',
  'https://exämple.com',
  'mailto:a@example.com',
  'https://example.com:99999/',
  'https://example.com/a b',
  ' https://example.com',
  'file://c:/x',
  'https://[::1]/',
  'https://a..example.com/',
];
export const files = [
  '/srv',
  '/srv/',
  '/srv/a',
  '/srv/../etc',
  '/srvx',
  'srv/a',
  './srv',
  '../srv',
  'a/../../b',
  '',
  '/',
  '.',
  'a\\b',
  'a\0',
];
export const values: readonly Json[] = [
  null,
  true,
  false,
  ...numbers,
  ...texts.slice(0, 8),
  [],
  [1],
  ['a', 'abc'],
  {},
  { x: 1 },
  { x: [1, { y: null }] },
  JSON.parse('{"__proto__":{"x":1}}') as Json,
];

export const windows: readonly Window[] = ['second', 'minute', 'hour', 'day', 'month', 60, 90, 3600, 1];
export const times = [
  0,
  59_500,
  60_000,
  86_399_500,
  Date.UTC(2024, 1, 29, 23, 59, 59),
  Date.UTC(2025, 11, 31, 23, 59, 59, 500),
];

const folders: Json[] = ['/srv', '/', 'srv', '.', './srv/..', '/srv/a/..'];
const hosts: Json[] = [['example.com'], ['*.example.com'], ['EXAMPLE.com.', '127.0.0.1'], [], ['*.com']];
const regexes: Json[] = ['a', '^a$', '^[a-z]*$', '\\d', '.', 'b$', '(?i)ABC', '\\bx|a{2,3}', ''];
const plain: Json[] = ['', 'a', 'bc', '😀', 'https://'];
const lengths: Json[] = [0, 1, 2, 4];

export const operands: { readonly [op in Operator]: readonly Json[] | 'list' } = {
  eq: values,
  neq: values,
  lt: numbers,
  lte: numbers,
  gt: numbers,
  gte: numbers,
  in: 'list',
  not_in: 'list',
  exists: [true, false],
  regex: regexes,
  not_regex: regexes,
  contains: values,
  not_contains: values,
  starts_with: plain,
  ends_with: plain,
  length_lte: lengths,
  length_gte: lengths,
  host_in: hosts,
  within: folders,
};

const anything: Json = true;
export const schemas: readonly Json[] = [
  { type: 'object' },
  { type: 'object', properties: { n: { type: 'number' }, s: { type: 'string' } } },
  { type: 'object', properties: { n: anything, l: { items: anything } }, additionalProperties: true },
  {
    type: 'object',
    properties: { n: { type: 'integer' } },
    required: ['n'],
    additionalProperties: { type: 'string' },
  },
  { type: 'object', properties: { l: { type: 'array', items: { properties: { x: { type: 'number' } } } } } },
  false,
];
