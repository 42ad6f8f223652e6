/** One entry of a tools/list answer, read leniently: what is usable is kept, what is not is said. */

import { isDeeperThan, isLongerThan, isObject, type Json, type JsonObject, own } from '@/lib/json';
import { hasInvisible, isStorable, storable } from './text';

/**
 * A tool as a server (or a pasted answer) described it. `position` counts from 0 over all pages. `definition` is the
 * whole entry as sent, null where it was too deep or too large to keep, with NUL and lone surrogates replaced by
 * U+FFFD so that a database can hold it. INVARIANT: among the `ok` tools of one answer no name stands twice.
 */
export type DiscoveredTool = SoundTool | MalformedTool;
export type SoundTool = {
  ok: true;
  position: number;
  name: string;
  title?: string;
  description?: string;
  inputSchema?: Json;
  outputSchema?: Json;
  annotations?: Json;
  /** Only those with an http(s) source. */
  icons?: Json;
  definition: Json;
  /** What was wrong with it and left out or merely odd, as plain sentences. */
  problems: string[];
};
export type MalformedTool = { ok: false; position: number; name?: string; problem: string; definition: Json };

/** A policy can name no longer one. */
export const maxNameLength = 256;
/** UTF-16 units of one definition written as JSON. */
export const maxDefinitionLength = 1024 * 1024;
export const maxDefinitionDepth = 128;

const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];

export function readTool(sent: Json, position: number): DiscoveredTool {
  return readToolAndText(sent, position).tool;
}

/** The same with the definition of a sound tool as JSON, for whoever keeps it: it is written once. */
export function readToolAndText(sent: Json, position: number): { tool: DiscoveredTool; text: string } {
  const without = (tool: MalformedTool) => ({ tool, text: '' });
  if (isDeeperThan(sent, maxDefinitionDepth)) {
    const name = nameOf(sent);
    return without(malformed(position, name, `It is nested deeper than ${maxDefinitionDepth} levels.`, null));
  }
  const definition = storable(sent);
  if (!isObject(definition)) {
    return without(malformed(position, undefined, `It is ${kindOf(definition)}, not an object.`, definition));
  }
  const name = nameOf(sent);
  const text = JSON.stringify(definition);
  if (text.length > maxDefinitionLength) {
    return without(malformed(position, name, 'Its definition is larger than 1 MiB.', null));
  }
  const fault = nameFault(sent);
  if (fault !== undefined || name === undefined) {
    return without(malformed(position, name, fault ?? 'It has no name.', definition));
  }
  // What could be stored as it was is the same value still.
  return { tool: soundTool(definition, name, position, definition === sent), text };
}

function soundTool(definition: JsonObject, name: string, position: number, unchanged: boolean): SoundTool {
  const problems: string[] = [];
  const tool: SoundTool = { ok: true, position, name, definition, problems };
  if (hasInvisible(name)) problems.push('The name holds invisible or control characters.');
  if (!unchanged) problems.push('It holds characters that no text can store; they were replaced.');

  for (const key of ['title', 'description'] as const) {
    const value = own(definition, key);
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') {
      problems.push(`The ${key} is ${kindOf(value)}, not text, and was left out.`);
      continue;
    }
    tool[key] = value;
    if (hasInvisible(value)) problems.push(`The ${key} holds invisible or control characters.`);
  }
  readSchema(definition, 'inputSchema', tool);
  readSchema(definition, 'outputSchema', tool);
  readAnnotations(definition, tool);
  readIcons(definition, tool);
  return tool;
}

function readSchema(definition: JsonObject, key: 'inputSchema' | 'outputSchema', tool: SoundTool): void {
  const word = key === 'inputSchema' ? 'input schema' : 'output schema';
  const value = own(definition, key);
  if (value === undefined || value === null) {
    if (key === 'inputSchema') tool.problems.push('It has no input schema.');
    return;
  }
  if (!isObject(value)) {
    tool.problems.push(`The ${word} is ${kindOf(value)}, not an object, and was left out.`);
    return;
  }
  tool[key] = value;
  const type = own(value, 'type');
  if (key === 'inputSchema' && type !== 'object') {
    tool.problems.push(`The ${word} does not say "type": "object".`);
  }
}

function readAnnotations(definition: JsonObject, tool: SoundTool): void {
  const value = own(definition, 'annotations');
  if (value === undefined || value === null) return;
  if (!isObject(value)) {
    tool.problems.push(`The annotations are ${kindOf(value)}, not an object, and were left out.`);
    return;
  }
  tool.annotations = value;
  for (const hint of hints) {
    const said = own(value, hint);
    if (said !== undefined && typeof said !== 'boolean') {
      tool.problems.push(
        `The annotation ${hint} is ${kindOf(said)}, not true or false, and counts as left out.`,
      );
    }
  }
}

function readIcons(definition: JsonObject, tool: SoundTool): void {
  const value = own(definition, 'icons');
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) {
    tool.problems.push(`The icons are ${kindOf(value)}, not a list, and were left out.`);
    return;
  }
  const kept = value.filter((icon) => isObject(icon) && isWebLink(own(icon, 'src')));
  if (kept.length < value.length) {
    tool.problems.push('Icons without an http or https address were left out.');
  }
  if (kept.length > 0) tool.icons = kept;
}

function nameFault(sent: Json): string | undefined {
  const name = isObject(sent) ? own(sent, 'name') : undefined;
  if (name === undefined) return 'It has no name.';
  if (typeof name !== 'string') return `Its name is ${kindOf(name)}, not text.`;
  if (name === '') return 'Its name is empty.';
  if (!isStorable(name)) return 'Its name holds NUL or half a character.';
  if (isLongerThan(name, maxNameLength)) {
    return `Its name is longer than ${maxNameLength} characters, and no policy could name it.`;
  }
  return undefined;
}

/** For showing, even where the entry is no tool: at most as long as a name may be. */
function nameOf(sent: Json): string | undefined {
  const name = isObject(sent) ? own(sent, 'name') : undefined;
  if (typeof name !== 'string' || name === '') return undefined;
  const kept = String(storable(name));
  return kept.length <= maxNameLength ? kept : [...kept].slice(0, maxNameLength).join('');
}

export function malformed(
  position: number,
  name: string | undefined,
  problem: string,
  definition: Json,
): MalformedTool {
  return name === undefined
    ? { ok: false, position, problem, definition }
    : { ok: false, position, name, problem, definition };
}

export function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'number' ? 'a number' : 'true or false';
}

function isWebLink(source: Json | undefined): boolean {
  if (typeof source !== 'string' || !/^https?:\/\//i.test(source)) return false;
  return URL.canParse(source);
}
