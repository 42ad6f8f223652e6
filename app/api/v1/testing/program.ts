/** For tests: asks the API as a program would, by method and path under /api/v1. */

import { type AnyOperation, serve } from '../operation';
import { operations } from '../operations';

export type Asked = { token: string | null; body?: unknown; raw?: string; headers?: Record<string, string> };

export async function askApi(method: string, path: string, { token, body, raw, headers = {} }: Asked) {
  const url = new URL(`http://127.0.0.1:3000/api/v1${path}`);
  const found = operations
    .map((made) => ({ made, params: match(made, method, url.pathname.slice('/api/v1'.length)) }))
    .find(({ params }) => params !== null);
  if (!found?.params) throw new Error(`${method} ${path} is no operation`);
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(url, {
    method,
    body: sent,
    headers: {
      host: '127.0.0.1:3000',
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  // As Next: a path without names has no params at all.
  const params = Object.keys(found.params).length === 0 ? undefined : found.params;
  const answer = await serve(found.made)(request, { params: Promise.resolve(params) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text === '' ? null : JSON.parse(text) };
}

function match(made: AnyOperation, method: string, path: string): Record<string, string> | null {
  if (made.method !== method) return null;
  const names = [...made.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const found = new RegExp(`^${made.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
  return found && Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? '']));
}
