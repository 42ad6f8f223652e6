import type { Json } from '@/lib/json';
import { pointerPart } from '../parameters';
import type { ToolDefinition } from '../types';

/** A text of a definition and where it stands. `isName`: an identifier rather than prose. */
export type Text = { text: string; pointer: string; isName: boolean };

const longestText = 20_000;
const mostTexts = 1_000;
const deepest = 12;
/** The words of JSON Schema itself, which stand in every schema: as a whole text they say nothing to a model. */
const innocent = new Set(
  `type properties required items enum const default description title anyOf oneOf allOf not format pattern minimum maximum
  minLength maxLength minItems maxItems additionalProperties examples string number integer boolean object array null
  readOnlyHint destructiveHint idempotentHint openWorldHint`.split(/\s+/),
);

/** Every text that a model may be shown: name, title, description, and all strings and keys of schema and annotations. */
export function textsOf(tool: ToolDefinition): Text[] {
  const found: Text[] = [];
  add(found, tool.name, '/name', true);
  add(found, tool.title, '/title', false);
  add(found, tool.description, '/description', false);
  walk(found, tool.inputSchema, '/inputSchema', 0);
  walk(found, tool.annotations, '/annotations', 0);
  return found;
}

function add(found: Text[], text: unknown, pointer: string, isName: boolean): void {
  if (typeof text === 'string' && text !== '' && !innocent.has(text) && found.length < mostTexts) {
    found.push({ text: text.slice(0, longestText), pointer, isName });
  }
}

function walk(found: Text[], value: Json | undefined, pointer: string, depth: number): void {
  if (depth > deepest || found.length >= mostTexts) return;
  if (typeof value === 'string') add(found, value, pointer, false);
  else if (Array.isArray(value))
    for (const [at, member] of value.entries()) walk(found, member, `${pointer}/${at}`, depth + 1);
  else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const here = `${pointer}/${pointerPart(key)}`;
      add(found, key, here, true);
      walk(found, value[key], here, depth + 1);
    }
  }
}
