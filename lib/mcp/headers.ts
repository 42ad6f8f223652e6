/** HTTP headers of both generations: what passes a gateway, and what a configuration may add. Names in lower case. */

import type { Generation } from './versions';

const both = [
  'accept',
  'content-type',
  'mcp-protocol-version',
  'user-agent',
  'traceparent',
  'tracestate',
  'baggage',
];
const toServer: Record<Generation, ReadonlySet<string>> = {
  legacy: new Set([...both, 'mcp-session-id', 'last-event-id']),
  modern: new Set([...both, 'mcp-method', 'mcp-name']),
};
const toClient = new Set(['content-type', 'mcp-session-id', 'cache-control', 'retry-after']);

/** Source: RFC 9110 section 7.6.1, and what names or frames the connection itself. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
  'expect',
]);
const ownToProtocol = new Set([
  'accept',
  'accept-encoding',
  'content-type',
  'content-encoding',
  'last-event-id',
]);

/** Whether a client's header goes on to the server. Everything that is not named stays here. */
export function passesToServer(name: string, generation: Generation): boolean {
  const lower = name.toLowerCase();
  if (generation === 'modern' && lower.startsWith('mcp-param-')) return true;
  return toServer[generation].has(lower);
}

/** Whether a server's header goes on to the client. */
export function passesToClient(name: string, generation: Generation): boolean {
  const lower = name.toLowerCase();
  return toClient.has(lower) && !(generation === 'modern' && lower === 'mcp-session-id');
}

/** What is wrong with the headers that someone wants sent to a server, one sentence each. */
export function faultsOfHeaders(headers: Readonly<Record<string, string>>): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/.test(name)) {
      faults.push(`${JSON.stringify(name.slice(0, 60))} is no header name: use letters, digits and hyphens.`);
    } else if (isReservedHeader(lower)) {
      faults.push(`${name} is set by the protocol itself and cannot be chosen.`);
    } else if (seen.has(lower)) {
      faults.push(`${name} stands twice.`);
    } else if (!/^[\t\x20-\x7e\x80-\xff]{0,8192}$/.test(value)) {
      faults.push(
        `The value of ${name} holds a line break or a character that no header can hold, or is too long.`,
      );
    }
    seen.add(lower);
  }
  return faults;
}

/** Headers that the protocol or the connection owns; a configuration cannot set them. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    hopByHop.has(lower) ||
    ownToProtocol.has(lower) ||
    lower.startsWith('mcp-') ||
    lower.startsWith('x-forwarded-')
  );
}
