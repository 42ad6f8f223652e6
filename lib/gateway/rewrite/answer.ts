/** What of a server's answer is changed on its way to a client. Everything else passes byte for byte. */

import { type Json, type JsonNode, type JsonRead, type ObjectNode, readJson } from '@/lib/json';
import type { Generation } from '@/lib/mcp';
import type { Permission } from '../ports';
import { memberOf } from '../read';
import { relatedTask, replaced } from './note';
import { type Splice, spliced, withMember, withoutMembers } from './splice';

export type AnswerRules = {
  generation: Generation;
  /** Whether a tool is left out of lists. */
  hides: (tool: string) => boolean;
  /** Each tool of a list that the server gave. */
  offered: (tool: string, definition: Json) => void;
  may: readonly Permission[];
  /** Binds an opaque value of the server's to the grant. */
  close: (kind: 'state' | 'task', value: string) => string;
  /** Most milliseconds that a filtered list may be kept. */
  maxTtlMs: number;
};

/**
 * What an answer is to. `kept`: something else that modern clients may keep. `unknown`: of a stream that is replayed,
 * where only its shape says what it is.
 */
export type AnswerTo = 'tools/list' | 'initialize' | 'server/discover' | 'kept' | 'other' | 'unknown';

export type Rewritten =
  | { ok: true; text: string; flags: AnswerFlags }
  /** Two readers could read it differently where it matters, or it asks what the grant does not give. */
  | { ok: false; why: string };
/** Of an initialize answer: what the session needs to remember. */
export type AnswerFlags = { listChanged: boolean };

/** Deeper than any schema; a bomb is refused without being walked into. */
const maxDepth = 512;
const noFlags: AnswerFlags = { listChanged: false };

/** The capabilities of a server that a grant does not give are not named to its client. */
const capabilityOf = new Map<string, Permission>([
  ['resources', 'resources'],
  ['prompts', 'prompts'],
  ['completions', 'completion'],
  ['logging', 'logging'],
  ['tasks', 'tasks'],
]);

/** `text` is one JSON-RPC answer with a result. */
export function rewriteAnswer(text: string, to: AnswerTo, rules: AnswerRules): Rewritten {
  const read = readJson(text, { maxDepth });
  const { root } = read;
  const result = root?.kind === 'object' ? memberOf(root, 'result') : undefined;
  if (root?.kind !== 'object' || result?.kind !== 'object') return unclear('it has no result');
  const splices: Splice[] = [];
  let flags = noFlags;
  let inTools: ReadonlySet<string> = new Set();
  const tools = memberOf(result, 'tools');
  if (to === 'tools/list' || (to === 'unknown' && tools?.kind === 'list')) {
    if (tools?.kind !== 'list') return unclear('its list of tools is none');
    inTools = faultyTools(read);
    splices.push(...filtered(text, tools, inTools, rules));
    if (rules.generation === 'modern') splices.push(...uncached(result, rules.maxTtlMs));
  }
  const outside = read.faults.find(({ pointer }) => !inTools.has(toolOf(pointer)));
  if (outside !== undefined) return unclear('it can be read in two ways');

  const capabilities = memberOf(result, 'capabilities');
  if ((to === 'initialize' || to === 'server/discover') && capabilities?.kind === 'object') {
    const declared = memberOf(capabilities, 'tools');
    const changes = declared?.kind === 'object' ? memberOf(declared, 'listChanged') : undefined;
    flags = { listChanged: changes?.kind === 'scalar' && changes.value === true };
    const fewer = withoutMembers(text, capabilities, (key) => {
      const permission = capabilityOf.get(key);
      return permission !== undefined && !rules.may.includes(permission);
    });
    if (fewer !== null) splices.push(fewer);
  }
  // INVARIANT: what one grant may read is never served to another out of a cache in between.
  if (rules.generation === 'modern' && to === 'server/discover')
    splices.push(...uncached(result, rules.maxTtlMs));
  if (rules.generation === 'modern' && to === 'kept')
    splices.push(withMember(result, 'cacheScope', '"private"'));
  const asked = refusedInput(result, rules);
  if (asked !== null) return { ok: false, why: asked };
  splices.push(...bound(result, rules));
  return { ok: true, text: spliced(text, splices), flags };
}

/** A tool that has no name, or that can be read in two ways, cannot be decided on: it is left out. */
function filtered(
  text: string,
  tools: Extract<JsonNode, { kind: 'list' }>,
  faulty: ReadonlySet<string>,
  rules: AnswerRules,
): Splice[] {
  const kept = tools.items.filter((item, index) => {
    if (item.kind !== 'object' || faulty.has(String(index))) return false;
    const name = memberOf(item, 'name');
    if (name?.kind !== 'scalar' || typeof name.value !== 'string') return false;
    rules.offered(name.value, item.value);
    return !rules.hides(name.value);
  });
  if (kept.length === tools.items.length) return [];
  const items = kept.map((item) => text.slice(item.start, item.end));
  return [{ start: tools.start, end: tools.end, text: `[${items.join(',')}]` }];
}

function faultyTools(read: JsonRead): Set<string> {
  return new Set(
    read.faults
      .filter(({ code }) => code !== 'syntax')
      .map(({ pointer }) => toolOf(pointer))
      .filter(Boolean),
  );
}

function toolOf(pointer: string): string {
  return /^\/result\/tools\/(\d+)(?:\/|$)/.exec(pointer)?.[1] ?? '';
}

function uncached(result: ObjectNode, maxTtlMs: number): Splice[] {
  const splices: Splice[] = [];
  const ttl = memberOf(result, 'ttlMs');
  if (ttl !== undefined && !(ttl.kind === 'scalar' && typeof ttl.value === 'number' && ttl.value <= maxTtlMs))
    splices.push(withMember(result, 'ttlMs', String(maxTtlMs)));
  splices.push(withMember(result, 'cacheScope', '"private"'));
  return splices;
}

/** Modern servers ask by their answer. Source: specification 2026-07-28, basic/patterns, input required. */
function refusedInput(result: ObjectNode, { may }: AnswerRules): string | null {
  const requests = memberOf(result, 'inputRequests');
  if (requests?.kind !== 'object') return null;
  for (const { node } of requests.members) {
    const method = node.kind === 'object' ? memberOf(node, 'method') : undefined;
    const name = method?.kind === 'scalar' ? method.value : null;
    if (name === 'sampling/createMessage' && !may.includes('sampling'))
      return 'it asks for sampling, which the grant does not allow';
    if (name === 'elicitation/create' && !may.includes('elicitation'))
      return 'it asks the person something, which the grant does not allow';
  }
  return null;
}

/** Opaque values of the server's own get a mac; wherever a task is named, in results of any method. */
function bound(result: ObjectNode, { close }: AnswerRules): Splice[] {
  const task = memberOf(result, 'task');
  const tasks = [
    memberOf(result, 'taskId'),
    task?.kind === 'object' ? memberOf(task, 'taskId') : undefined,
    relatedTask(result),
  ];
  return [
    ...replaced(memberOf(result, 'requestState'), (value) => close('state', value)),
    ...tasks.flatMap((node) => replaced(node, (value) => close('task', value))),
  ];
}

function unclear(what: string): Rewritten {
  return { ok: false, why: what };
}
