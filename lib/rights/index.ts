/** Who may do what: one table. Pure; it never asks who somebody is (accounts does) and never throws. */

export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Somebody who asks for something, inside one organisation. Every verb takes it first. */
export type Actor = {
  userId: string;
  name: string;
  email: string;
  organisationId: string;
  organisationName: string;
  role: Role;
  /** Of the organisation that operates this installation: the one that its first owner made. */
  operates: boolean;
  /** A program whose token was made on the operator's machine: whoever made it could start programs there anyway. */
  fromMachine?: boolean;
};

const everybody: readonly Role[] = roles;
const editors: readonly Role[] = ['owner', 'admin', 'member'];
const keepers: readonly Role[] = ['owner', 'admin'];
const owners: readonly Role[] = ['owner'];

const table = {
  'server.read': everybody,
  'server.register': editors,
  /**
   * Starting a process on this machine: only in the organisation that operates it, however many may sign up. A token that
   * was made on the machine itself may as an admin too.
   */
  'server.register-command': owners,
  'server.edit': editors,
  'server.discover': editors,
  'server.review': editors,
  'server.delete': keepers,
  'tool.classify': editors,
  'policy.read': everybody,
  'policy.edit': editors,
  'policy.delete': keepers,
  'audit.read': keepers,
  /** How calls to a server are treated: unreviewed and drifted tools, time-outs, what is recorded. */
  'server.enforce': keepers,
  'grant.read': everybody,
  'grant.edit': editors,
  'record.read': everybody,
  /** The values of arguments, where a server records them. */
  'record.read-arguments': keepers,
  'approval.read': everybody,
  'approval.decide': editors,
  'api-token.edit': keepers,
  'organisation.edit': keepers,
  /** What visitors of the public pages wrote to whoever runs this installation. */
  'message.read': keepers,
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof table;

const sentences: Record<Right, string> = {
  'server.read': 'see servers',
  'server.register': 'register servers',
  'server.register-command': 'register a server that is started by a command',
  'server.edit': 'edit servers',
  'server.discover': 'discover tools',
  'server.review': 'confirm what a server offers',
  'server.delete': 'delete servers',
  'tool.classify': 'set the class of a tool',
  'policy.read': 'see policies',
  'policy.edit': 'edit policies',
  'policy.delete': 'delete policies',
  'audit.read': 'read the trail of changes',
  'server.enforce': 'set how calls to a server are treated',
  'grant.read': 'see grants',
  'grant.edit': 'make and revoke grants',
  'record.read': 'see what was decided',
  'record.read-arguments': 'see the arguments of calls',
  'approval.read': 'see what waits for approval',
  'approval.decide': 'approve and deny calls',
  'api-token.edit': 'make and revoke API tokens',
  'organisation.edit': 'rename the organisation',
  'message.read': 'read what visitors wrote',
};

export const rights = Object.keys(table) as Right[];

const operators: readonly Right[] = ['server.register-command', 'message.read'];

type Asker = Pick<Actor, 'role' | 'operates' | 'fromMachine'>;

export function may(actor: Asker, right: Right): boolean {
  if (operators.includes(right) && !actor.operates) return false;
  return allowedTo(actor, right).includes(actor.role);
}

/** What to tell somebody who may not, or null when they may. */
export function refusal(actor: Asker, right: Right): { message: string; hint: string } | null {
  if (may(actor, right)) return null;
  const allowed = allowedTo(actor, right);
  if (operators.includes(right) && !actor.operates) {
    return {
      message: `Only the owner of this installation may ${sentences[right]}.`,
      hint: 'Ask whoever runs this Sallyport.',
    };
  }
  const message = `Your role, ${actor.role}, may not ${sentences[right]}.`;
  if (right === 'server.register-command') {
    const hint = 'It takes the owner, or an API token made on this machine: sallyport token create.';
    return { message, hint };
  }
  return {
    message,
    hint: `It takes ${allowed.length === 1 ? 'the' : 'one of the roles'} ${allowed.join(', ')}.`,
  };
}

function allowedTo(actor: Asker, right: Right): readonly Role[] {
  return right === 'server.register-command' && actor.fromMachine ? keepers : table[right];
}

export function lesserRole(one: Role, other: Role): Role {
  return roles.indexOf(one) > roles.indexOf(other) ? one : other;
}

/** A role as the database holds it. An unknown word is no role: null, and whoever has it may nothing. */
export function readRole(text: string): Role | null {
  return roles.find((role) => role === text) ?? null;
}
