import { isObject, type Json, type JsonObject, type JsonRead, pointerTo } from '@/lib/json';
import {
  argumentNotes,
  type Call,
  type Context,
  type PolicyTool,
  type RiskClass,
  readCallText,
  riskClasses,
} from '@/lib/policy';

/** A call as a line of JSON says it, with what a strict reader noted about its arguments. */
export type AskedCall = { call: Call; context: Context };
export type Read<T> = { ok: true; value: T } | { ok: false; message: string };

/** What `readCall` reads of a call. */
export const callKeys = [
  'tool',
  'arguments',
  'class',
  'nowMs',
  'grant',
  'server',
  'organisation',
  'approved',
  'schema',
] as const satisfies readonly (keyof Call | keyof Context)[];

/** Beyond it there is no month that a limit could count in: dates end a little later. */
const furthestMs = 8.6e15;

/** A key of a line or of a call in it, `arguments` apart. */
const envelope = /^(?:\/calls\/\d+)?\/(?!arguments$)[^/]*$/;

/** One line of JSON, held to be an object. Duplicate keys and depth inside of arguments are the arguments' own fault. */
export function readObject(bytes: Uint8Array): Read<{ read: JsonRead; object: JsonObject }> {
  const read = readCallText(bytes);
  const broken = read.faults.find(
    ({ code }) => code === 'syntax' || code === 'not-utf-8' || code === 'byte-order-mark',
  );
  if (broken !== undefined) return { ok: false, message: broken.message };
  const around = read.faults.find(({ code, pointer }) => {
    return (
      (code === 'duplicate-key' && envelope.test(pointer)) ||
      (code === 'too-deep' && !pointer.includes('/arguments/'))
    );
  });
  if (around !== undefined) return { ok: false, message: around.message };
  const object = read.root?.value;
  if (!isObject(object)) return { ok: false, message: 'A JSON object belongs here.' };
  return { ok: true, value: { read, object } };
}

/** The call at `pointer` of a line that was read. `nowMs` is for calls that do not say when they were. */
export function readCall(
  read: JsonRead,
  pointer: string,
  value: Json | undefined,
  nowMs: () => number,
): Read<AskedCall> {
  if (!isObject(value)) return { ok: false, message: 'A call is a JSON object.' };
  const at = (key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
  const tool = at('tool');
  if (typeof tool !== 'string') return { ok: false, message: 'A call names its "tool" as a string.' };
  const riskClass = classOf(at('class'));
  if (riskClass === undefined) {
    return { ok: false, message: `"class" is one of ${riskClasses.join(', ')}.` };
  }
  const when = at('nowMs') ?? nowMs();
  if (typeof when !== 'number' || !(Math.abs(when) <= furthestMs)) {
    return { ok: false, message: '"nowMs" is a number of milliseconds since 1970, not beyond 8.6e15.' };
  }
  const context: Context = { nowMs: when };
  if (riskClass !== null) context.class = riskClass;
  for (const key of ['grant', 'server', 'organisation'] as const) {
    const name = at(key) ?? undefined;
    if (name === undefined) continue;
    if (typeof name !== 'string') return { ok: false, message: `"${key}" is a string.` };
    context[key] = name;
  }
  const approved = at('approved') ?? undefined;
  if (approved !== undefined && typeof approved !== 'boolean') {
    return { ok: false, message: '"approved" is true or false.' };
  }
  if (approved === true) context.approved = true;
  const schema = at('schema');
  if (schema !== undefined) context.schema = schema;
  const call: Call = { tool };
  if (Object.hasOwn(value, 'arguments')) {
    call.arguments = at('arguments') as Json;
    call.notes = argumentNotes(read, pointerTo(pointer, 'arguments'));
  }
  return { ok: true, value: { call, context } };
}

/** What is recorded of a tool, for a call that does not say it itself. */
export function withRecorded(
  { call, context }: AskedCall,
  tools: ReadonlyMap<string, PolicyTool>,
): AskedCall {
  const tool = tools.get(call.tool);
  if (tool === undefined) return { call, context };
  return {
    call,
    context: { ...context, class: context.class ?? tool.class, schema: context.schema ?? tool.inputSchema },
  };
}

/** null for no class, undefined for none that there is. */
function classOf(value: Json | undefined): RiskClass | null | undefined {
  if (value === undefined || value === null || value === 'Unclassified') return null;
  return riskClasses.find((riskClass) => riskClass === value);
}
