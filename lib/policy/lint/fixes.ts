/** What findings offer: a title, and the commands that an editor is given. */

import type { Json } from '@/lib/json';
import type { Action, Command, Finding } from '../language';

export type Fix = NonNullable<Finding['fix']>;

export function setting(title: string, pointer: string, value: Json): Fix {
  return { title, commands: [{ kind: 'set', pointer, value }] };
}

/** Each pointer is read against what the ones before it have left. */
export function removing(title: string, ...pointers: string[]): Fix {
  return { title, commands: pointers.map((pointer): Command => ({ kind: 'remove', pointer })) };
}

export function deciding(title: string, tool: string, action: Action): Fix {
  return { title, commands: [{ kind: 'decide', tools: [tool], action }] };
}

/** For a rule set that denies every call already: it says so, and nothing else. */
export function denying(pointer: string, reason?: string): Fix {
  const action: Json = { action: 'deny' };
  return setting('Say "action": "deny"', pointer, reason === undefined ? action : { ...action, reason });
}
