/** One tool as a line of a list or a discovery brings it, made into what the index keeps of it. */

import { hash } from 'node:crypto';
import * as z from 'zod';
import { isDeeperThan, type Json, type JsonObject } from '@/lib/json';
import {
  definitionDigestInput,
  hasInvisible,
  maxDefinitionDepth,
  plainLine,
  readToolAndText,
} from '@/lib/mcp';
import { classify, poisoning } from '@/lib/risk';
import { type Category, categoryOf } from '../category';
import { wordsOf, wordsOfServerName } from '../words';
import { lexemes } from './lexemes';

export type ToolRecord = {
  server: string;
  name: string;
  title: string | null;
  summary: string;
  class: string;
  severity: string;
  category: Category;
  signals: string[];
  hasFindings: boolean;
  digest: string;
  /** A tsvector's text. */
  words: string;
  definition: string;
  judgement: string;
  findings: string;
};

const mostWords = 60;
const longestTitle = 200;

const Line = z.looseObject(
  {
    server: z
      .string({ error: 'it names no server' })
      .trim()
      .min(1, 'it names no server')
      .max(256, 'its server has more than 256 characters'),
    tool: z.string().optional().catch(undefined),
    name: z.string().optional().catch(undefined),
  },
  { error: 'it is no object' },
);

export type ToolRead = { ok: true; record: ToolRecord } | { ok: false; why: string };

/** A line of JSONL: `{ server, tool, title, description, inputSchema, annotations }`; `name` is read where `tool` is missing. */
export function readToolLine(sent: unknown): ToolRead {
  const line = Line.safeParse(sent);
  if (!line.success) return { ok: false, why: line.error.issues[0]?.message ?? 'it is no object' };
  const { server, tool, name, title, description, inputSchema, outputSchema, annotations } = line.data;
  const definition: JsonObject = {};
  const members = { name: tool ?? name, title, description, inputSchema, outputSchema, annotations };
  for (const [key, value] of Object.entries(members)) {
    if (value !== undefined && value !== null) definition[key] = value as Json;
  }
  return readDefinition(server, definition);
}

/** A definition as a server sent it. */
export function readDefinition(server: string, sent: Json): ToolRead {
  if (server.includes('\0') || hasInvisible(server))
    return { ok: false, why: 'the name of its server holds invisible characters' };
  if (isDeeperThan(sent, maxDefinitionDepth))
    return { ok: false, why: `it is nested deeper than ${maxDefinitionDepth} levels` };
  const { tool, text } = readToolAndText(sent, 0);
  if (!tool.ok) return { ok: false, why: lowered(tool.problem) };
  const { name, title, description, inputSchema, annotations } = tool;
  const asked = { server, name, title, description, inputSchema, annotations };
  const said = classify(asked);
  const findings = poisoning(asked);
  const named = wordsOf(name, 300);
  const texts = [...wordsOf(title ?? '', longestTitle), ...wordsOf(description ?? '')];
  const ofServer = wordsOfSameServer(server);
  const category = categoryOf([...named, ...ofServer], texts);
  const signals = [...new Set(said.signals.map(({ code }) => code))];
  return {
    ok: true,
    record: {
      server,
      name,
      title: title === undefined ? null : plainLine(title, longestTitle) || null,
      summary: plainLine(description ?? '', 200),
      class: said.class,
      severity: said.severity,
      category,
      signals,
      hasFindings: findings.length > 0,
      digest: hash('sha256', definitionDigestInput(tool.definition)),
      words: lexemes(named, [
        ...ofServer,
        ...texts.slice(0, mostWords),
        `c:${said.class}`,
        `k:${category}`,
        ...signals.map((code) => `s:${code}`),
      ]),
      definition: text,
      judgement: JSON.stringify(said),
      findings: findings.length === 0 ? '[]' : JSON.stringify(findings),
    },
  };
}

/** Tools of a server mostly come one after another. */
let last = { server: '', words: [] as string[] };

function wordsOfSameServer(server: string): string[] {
  if (server !== last.server) last = { server, words: wordsOfServerName(server) };
  return last.words;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
