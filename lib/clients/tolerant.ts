/** What editors write: JSON with comments and trailing commas, or TOML, or a piece cut out of either. */

import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { type Json, readJson, setOwn } from '@/lib/json';

export type TolerantRead =
  | { ok: true; format: 'json' | 'toml'; value: Json; problems: string[] }
  | { ok: false; message: string };

const maxLength = 1024 * 1024;

export function readTolerantly(text: string): TolerantRead {
  if (text.length > maxLength) return { ok: false, message: 'The text is over 1 MiB.' };
  const bare = blanked(text.replace(/^\ufeff/, ' '));
  const start = bare.trimStart()[0];
  if (start === undefined) return { ok: false, message: 'The text is empty.' };
  if (start === '{') return readJsonText(bare);
  const piece = start === '"' ? readJsonText(`{${withoutLastComma(bare)}}`) : undefined;
  if (piece?.ok) return piece;
  const toml = readTomlText(text);
  return toml.ok || piece === undefined ? toml : piece;
}

function readJsonText(text: string): TolerantRead {
  const { root, faults } = readJson(text);
  const doubled = faults.filter(({ code }) => code === 'duplicate-key');
  const [grave] = faults.filter(({ code }) => code !== 'duplicate-key');
  if (grave !== undefined || root === null) {
    const line = text.slice(0, grave?.offset ?? 0).split('\n').length;
    return { ok: false, message: `This is not JSON: it goes wrong in line ${line}.` };
  }
  const problems = doubled.map(({ pointer }) => `${pointer} stands twice; the first is read.`);
  return { ok: true, format: 'json', value: root.value, problems };
}

function readTomlText(text: string): TolerantRead {
  try {
    return { ok: true, format: 'toml', value: jsonOf(parseToml(text, { maxDepth: 64 })), problems: [] };
  } catch (cause) {
    const line = cause instanceof TomlError ? ` It goes wrong in line ${cause.line}.` : '';
    return { ok: false, message: `This is neither JSON nor TOML.${line}` };
  }
}

// The parser's depth is bounded above. Dates become text, as a client would show them.
function jsonOf(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object') return String(value);
  const object: { [key: string]: Json } = {};
  for (const [key, member] of Object.entries(value)) setOwn(object, key, jsonOf(member));
  return object;
}

/** Comments and trailing commas become blanks, so that every place keeps its line and column. */
function blanked(text: string): string {
  const out: string[] = [];
  let comma: number | undefined;
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    const isComment = token.startsWith('//') || token.startsWith('/*');
    if (isComment) out.push(token.replace(/[^\r\n]/g, ' '));
    else {
      if (comma !== undefined && (token === '}' || token === ']')) out[comma] = ' ';
      if (token.trim() !== '') comma = token === ',' ? out.length : undefined;
      out.push(token);
    }
    at = end;
  }
  return out.join('');
}

// A string, a comment, or a single character.
function tokenEnd(text: string, from: number): number {
  if (text[from] === '"') {
    for (let at = from + 1; at < text.length; at += 1) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === '"') return at + 1;
      else if (text[at] === '\n') return at;
    }
    return text.length;
  }
  if (text.startsWith('//', from)) {
    const end = text.indexOf('\n', from);
    return end === -1 ? text.length : end;
  }
  if (text.startsWith('/*', from)) {
    const end = text.indexOf('*/', from + 2);
    return end === -1 ? text.length : end + 2;
  }
  return from + 1;
}

function withoutLastComma(text: string): string {
  return text.trimEnd().replace(/,$/, '');
}
