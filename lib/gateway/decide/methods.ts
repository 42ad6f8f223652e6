/** What each method needs beside a valid grant. A method that is not here does not pass: nobody could say what it does. */

import type { Generation } from '@/lib/mcp';
import type { Permission } from '../ports';

/**
 * pass: part of speaking the protocol at all. call: decided by the policy. recorded: reaches data of the server; let on
 * with a recorded allow of the grant, where it gives the permission.
 */
export type MethodRule =
  | { kind: 'pass'; permission: null }
  | { kind: 'call'; permission: null }
  | { kind: 'recorded' | 'listed'; permission: Permission };

const pass: MethodRule = { kind: 'pass', permission: null };
const recorded = (permission: Permission): MethodRule => ({ kind: 'recorded', permission });
const listed = (permission: Permission): MethodRule => ({ kind: 'listed', permission });

const requests = new Map<string, MethodRule>([
  ['initialize', pass],
  ['ping', pass],
  ['server/discover', pass],
  ['subscriptions/listen', pass],
  ['tools/list', pass],
  ['tools/call', { kind: 'call', permission: null }],
  ['resources/list', listed('resources')],
  ['resources/templates/list', listed('resources')],
  ['resources/read', recorded('resources')],
  ['resources/subscribe', recorded('resources')],
  ['resources/unsubscribe', recorded('resources')],
  ['prompts/list', listed('prompts')],
  ['prompts/get', recorded('prompts')],
  ['completion/complete', recorded('completion')],
  ['logging/setLevel', recorded('logging')],
  ['tasks/get', recorded('tasks')],
  ['tasks/result', recorded('tasks')],
  ['tasks/update', recorded('tasks')],
  ['tasks/cancel', recorded('tasks')],
]);

/** What one generation has and the other has not: removed with 2026-07-28, or new in it. */
const onlyIn = new Map<string, Generation>([
  ['initialize', 'legacy'],
  ['ping', 'legacy'],
  ['logging/setLevel', 'legacy'],
  ['resources/subscribe', 'legacy'],
  ['resources/unsubscribe', 'legacy'],
  ['tasks/result', 'legacy'],
  ['tasks/update', 'modern'],
  ['server/discover', 'modern'],
  ['subscriptions/listen', 'modern'],
]);

const notifications = new Set([
  'notifications/initialized',
  'notifications/cancelled',
  'notifications/progress',
  'notifications/roots/list_changed',
  'notifications/elicitation/complete',
]);
/** What a client tells about tasks of its own. */
const ofTasks = new Set(['notifications/tasks/status']);

/** undefined: not a method that passes. `tasks/list` is none: it would name the tasks of other grants. */
export function ruleOfMethod(method: string, generation: Generation): MethodRule | undefined {
  return (onlyIn.get(method) ?? generation) === generation ? requests.get(method) : undefined;
}

export function passesNotification(method: string, may: readonly Permission[]): boolean {
  return notifications.has(method) || (ofTasks.has(method) && may.includes('tasks'));
}

/** Requests of a server to its client: what the grant must give for them to get there. */
export function permissionOfServerRequest(method: string): Permission | null | undefined {
  if (method === 'sampling/createMessage') return 'sampling';
  if (method === 'elicitation/create') return 'elicitation';
  if (method === 'ping' || method === 'roots/list') return null;
  if (method.startsWith('tasks/')) return 'tasks';
  return undefined;
}

const told: readonly [prefix: string, Permission][] = [
  ['notifications/resources/', 'resources'],
  ['notifications/prompts/', 'prompts'],
  ['notifications/tasks', 'tasks'],
  ['notifications/elicitation/', 'elicitation'],
];

/** What a server tells about what the grant does not give stays here; null: nothing is needed. */
export function permissionOfServerNotification(method: string): Permission | null {
  return told.find(([prefix]) => method.startsWith(prefix))?.[1] ?? null;
}
