/** For tests: asks the API as a program would, by method and path under /api/v1, and holds each answer to its shape. */

import { expect } from 'vitest';
import * as z from 'zod';
import { ApiError } from '../answers/common';
import { type AnyOperation, serve } from '../operation';
import { operations } from '../operations';

export type Asked = { token: string | null; body?: unknown; raw?: string; headers?: Record<string, string> };

/** The ids of operations that were answered without an error in this file. */
export const answered = new Set<string>();

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
  return askOperation(found.made, request, Object.keys(found.params).length === 0 ? undefined : found.params);
}

export async function askOperation(made: AnyOperation, request: Request, params: object | undefined) {
  const answer = await serve(made)[made.method](request, { params: Promise.resolve(params) });
  const text = await answer.text();
  const json = text === '' ? null : JSON.parse(text);
  if (answer.ok) answered.add(made.id);
  holdToShape(answer.ok ? made.answer : ApiError, json);
  return { status: answer.status, headers: answer.headers, text, json };
}

/** What reading leaves out of an answer, or reads otherwise, is not in its shape. */
function holdToShape(shape: z.ZodType | null, json: unknown): void {
  if (shape === null) expect(json).toBeNull();
  else expect(z.encode(shape, z.decode(shape, json))).toEqual(json);
}

function match(made: AnyOperation, method: string, path: string): Record<string, string> | null {
  if (made.method !== method) return null;
  const names = [...made.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const found = new RegExp(`^${made.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
  return found && Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? '']));
}
