/** Loaded before the suite: every request to CONFORMANCE_ORIGIN brings the token. The suite itself knows no headers. */

import http from 'node:http';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';

const { CONFORMANCE_ORIGIN: origin, CONFORMANCE_TOKEN: token } = process.env;

const plainFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  if (new URL(request.url).origin === origin) request.headers.set('authorization', `Bearer ${token}`);
  return plainFetch(request);
};

// What it writes header by header goes through node:http, what it asks with a Host of its own through undici.
const plainRequest = http.request;
http.request = (...args) => {
  const request = plainRequest(...args);
  if (`${request.protocol}//${request.getHeader('host')}` === origin)
    request.setHeader('authorization', `Bearer ${token}`);
  return request;
};

setGlobalDispatcher(
  getGlobalDispatcher().compose((dispatch) => (options, handler) => {
    if (String(options.origin) !== origin || bears(options.headers)) return dispatch(options, handler);
    const headers = [...pairs(options.headers), 'authorization', `Bearer ${token}`];
    return dispatch({ ...options, headers }, handler);
  }),
);

function pairs(headers) {
  if (Array.isArray(headers)) return headers;
  return Object.entries(headers ?? {}).flat();
}

function bears(headers) {
  return pairs(headers).some((part) => typeof part === 'string' && part.toLowerCase() === 'authorization');
}
