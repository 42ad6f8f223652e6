/** Messages on a channel, and what a bridge has to know of them. */

import { type Json, type JsonNode, readJson } from '@/lib/json';
import { metaKeys, type RpcId } from '@/lib/mcp';
import { memberOf, own } from '../read';
import { spliced } from '../rewrite';

export type Line = {
  text: string;
  id: RpcId | null;
  method: string | null;
  /** Of a notification of progress, the token that it is about. */
  progressToken: RpcId | null;
  /** Of a notification to a subscription, the id of its listen request. */
  subscription: RpcId | null;
  /** Of an error that answers. */
  errorCode: number | null;
};

/** null for what is no message. Line breaks between the parts of a message become blanks: in strings there are none. */
export function readLine(text: string): Line | null {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  if (own(value, 'jsonrpc') !== '2.0') return null;
  const params = own(value, 'params');
  const method = own(value, 'method');
  const code = own(own(value, 'error'), 'code');
  return {
    text: text.replace(/[\r\n]+/g, ' '),
    id: idOf(own(value, 'id')),
    method: typeof method === 'string' ? method : null,
    progressToken: method === 'notifications/progress' ? idOf(own(params, 'progressToken')) : null,
    subscription:
      typeof method === 'string' ? idOf(own(own(params, '_meta'), metaKeys.subscriptionId)) : null,
    errorCode: typeof code === 'number' ? code : null,
  };
}

/** The token under which the client wants progress of its own request. */
export function progressTokenOf(text: string): RpcId | null {
  const value = JSON.parse(text) as Json;
  return idOf(own(own(own(value, 'params'), '_meta'), 'progressToken'));
}

/** The message with another id at its top, or another subscription in its `_meta`; null where there is no such place. */
export function withId(text: string, place: 'id' | 'subscription', id: RpcId): string | null {
  const { root, faults } = readJson(text, { maxDepth: 512 });
  if (root?.kind !== 'object' || faults.some(({ code }) => code === 'syntax' || code === 'duplicate-key'))
    return null;
  let node: JsonNode | undefined = root;
  const path = place === 'id' ? ['id'] : ['params', '_meta', metaKeys.subscriptionId];
  for (const name of path) node = node?.kind === 'object' ? memberOf(node, name) : undefined;
  return node === undefined
    ? null
    : spliced(text, [{ start: node.start, end: node.end, text: JSON.stringify(id) }]);
}

function idOf(value: Json | undefined): RpcId | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
