/** A tools/list answer that somebody pasted or uploaded, in whatever form it was saved. */

import { isObject, type Json, type JsonObject, own, readJson, setOwn } from '@/lib/json';
import { plainLine } from './text';
import type { DiscoveredTool } from './tool';
import { readTools } from './tools-list';

export type ToolsListAnswer =
  | {
      ok: true;
      tools: DiscoveredTool[];
      /** Of the catalogue's own export: tool name to risk class as it was recorded there, unchecked. */
      classes: Map<string, string>;
      /** Where the answer to `initialize` stood among the messages. */
      serverName?: string;
      /** What was odd about the text as a whole, as plain sentences. */
      problems: string[];
    }
  | { ok: false; message: string; hint: string };

const maxLength = 20 * 1024 * 1024;
const maxTools = 10_000;
const hint =
  'Paste the whole answer of tools/list: its JSON-RPC response, the object with "tools", or the list of tools alone.';

type Collected = {
  entries: Json[];
  problems: string[];
  lists: number;
  nextCursor: boolean;
  serverName?: string;
};

/**
 * Reads a bare list of tools, `{ "tools": […] }`, a JSON-RPC response, several of these in a list or one a line
 * (also as saved event stream), and the catalogue's export, which adds `class` to each tool.
 */
export function readToolsListAnswer(text: string): ToolsListAnswer {
  if (text.length > maxLength) return { ok: false, message: 'The text is over 20 MiB.', hint };
  const values = valuesIn(text.replace(/^\ufeff/, ''));
  if (values.length === 0) return { ok: false, message: notJson(text), hint };
  const collected: Collected = { entries: [], problems: [], lists: 0, nextCursor: false };
  for (const value of values) collect(value, collected);
  const { entries, problems, lists } = collected;
  if (lists === 0) {
    const [first] = problems;
    return { ok: false, message: first ?? 'There is no list of tools in this text.', hint };
  }
  if (collected.nextCursor) {
    problems.push('The last page names a next one, which is not here: tools may be missing.');
  }
  if (entries.length > maxTools) problems.push('Only the first 10,000 tools were read.');
  const tools = readTools(entries.slice(0, maxTools));
  const { serverName } = collected;
  return {
    ok: true,
    tools,
    classes: classesOf(tools),
    problems,
    ...(serverName === undefined ? {} : { serverName }),
  };
}

/** The catalogue's export: a tools/list answer whose tools also say their class. `readToolsListAnswer` reads it back. */
export function toolsListWithClasses(tools: readonly { definition: Json; class?: string }[]): {
  tools: Json[];
} {
  return {
    tools: tools.map(({ definition, class: riskClass }) => {
      if (!isObject(definition) || riskClass === undefined) return definition;
      const copy: JsonObject = {};
      for (const [key, value] of Object.entries(definition)) setOwn(copy, key, value);
      setOwn(copy, 'class', riskClass);
      return copy;
    }),
  };
}

function valuesIn(text: string): Json[] {
  const whole = parsed(text);
  if (whole !== undefined) return [whole];
  return text.split(/\r\n|\n|\r/).flatMap((line) => {
    const value = parsed(line.replace(/^data: ?/, ''));
    // A line of broken JSON can be JSON by accident, such as [] or a comma's number.
    return isObject(value) ? [value] : [];
  });
}

function collect(value: Json, into: Collected): void {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isMessage)) for (const message of value) collect(message, into);
    else take(value, into);
    return;
  }
  if (!isObject(value)) return;
  const result = own(value, 'result');
  const tools = own(value, 'tools');
  const error = own(value, 'error');
  if (isObject(result)) collectResult(result, into);
  else if (Array.isArray(tools)) collectResult(value, into);
  else if (isObject(error)) {
    const message = own(error, 'message');
    const words = typeof message === 'string' ? `: “${plainLine(message, 200)}”` : '';
    into.problems.push(`There is an error in it instead of a list${words}.`);
  } else if (typeof own(value, 'name') === 'string') take([value], into);
}

function collectResult(result: JsonObject, into: Collected): void {
  const info = own(result, 'serverInfo');
  const name = isObject(info) ? own(info, 'name') : undefined;
  if (typeof name === 'string') into.serverName = plainLine(name, 200);
  const tools = own(result, 'tools');
  if (!Array.isArray(tools)) return;
  take(tools, into);
  const next = own(result, 'nextCursor');
  into.nextCursor = typeof next === 'string' && next !== '';
}

function take(entries: readonly Json[], into: Collected): void {
  into.lists += 1;
  for (const entry of entries) into.entries.push(entry);
}

// A page or an answer, and not a tool that happens to have such a member.
function isMessage(value: Json): boolean {
  if (!isObject(value) || typeof own(value, 'name') === 'string') return false;
  return (
    ['result', 'jsonrpc', 'error'].some((key) => Object.hasOwn(value, key)) ||
    Array.isArray(own(value, 'tools'))
  );
}

function classesOf(tools: readonly DiscoveredTool[]): Map<string, string> {
  const classes = new Map<string, string>();
  for (const tool of tools) {
    if (!tool.ok || !isObject(tool.definition)) continue;
    const riskClass = own(tool.definition, 'class');
    if (typeof riskClass === 'string') classes.set(tool.name, riskClass);
  }
  return classes;
}

function notJson(text: string): string {
  if (text.trim() === '') return 'The text is empty.';
  const fault = readJson(text.slice(0, 1024 * 1024)).faults.find(({ code }) => code === 'syntax');
  if (fault === undefined || text.length > 1024 * 1024) return 'This is not JSON, or it ends too early.';
  const line = text.slice(0, fault.offset).split('\n').length;
  return `This is not JSON: it goes wrong in line ${line}.`;
}

function parsed(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
