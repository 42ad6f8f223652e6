import * as z from 'zod';
import type { Json } from '@/lib/json';
import { type PolicyTool, riskClasses } from '@/lib/policy';
import { classify, type ToolDefinition } from '@/lib/risk';
import { type Io, nameOf, printable, readText, Unusable } from './io';

/** One tool as servers and the catalogue's export write it. Loose: what a policy does not need may have any shape. */
const Tool = z.looseObject({
  name: z.string(),
  title: z.string().nullish().catch(undefined),
  description: z.string().nullish().catch(undefined),
  inputSchema: z.unknown().optional(),
  annotations: z.looseObject({}).nullish().catch(undefined),
  class: z.unknown().optional(),
  review: z.unknown().optional(),
});

const reviews = ['reviewed', 'unreviewed', 'drifted'] as const;

/**
 * The tools of a `tools/list` answer (bare, in its JSON-RPC envelope, or the list alone) or of the catalogue's export.
 * A recorded class counts; where none is recorded the classifier's does. A tool that cannot be read, and a class that is
 * none, is told on standard error and left out.
 */
export async function readTools(path: string, io: Io): Promise<PolicyTool[]> {
  const tools = await readRecordedTools(path, io);
  return tools.map((tool) => (tool.class === undefined ? { ...tool, class: classify(tool).class } : tool));
}

/** The same, with recorded classes only: what a call is decided by. */
export async function readRecordedTools(path: string, io: Io): Promise<PolicyTool[]> {
  const list = listIn(parseJson(await readText(path, io), path));
  if (list === undefined) {
    throw new Unusable(
      `${nameOf(path)} holds no tools: a tools/list answer, { "tools": [...] }, is expected.`,
    );
  }
  const tools: PolicyTool[] = [];
  list.forEach((entry, index) => {
    const read = Tool.safeParse(entry);
    if (read.success)
      tools.push(toPolicyTool(read.data, (note) => io.stderr.write(`${nameOf(path)}: ${note}\n`)));
    else io.stderr.write(`${nameOf(path)}: tool ${index + 1} has no name and is left out.\n`);
  });
  return tools;
}

function toPolicyTool(tool: z.infer<typeof Tool>, tell: (note: string) => void): PolicyTool & ToolDefinition {
  const result: PolicyTool & ToolDefinition = { name: tool.name };
  if (typeof tool.title === 'string') result.title = tool.title;
  if (typeof tool.description === 'string') result.description = tool.description;
  if (tool.inputSchema !== undefined) result.inputSchema = tool.inputSchema as Json;
  if (tool.annotations) result.annotations = tool.annotations as Json;
  const recorded = <T extends string>(key: 'class' | 'review', known: readonly T[]) => {
    const value = tool[key] ?? undefined;
    const found = known.find((one) => one === value);
    if (value !== undefined && value !== 'Unclassified' && found === undefined)
      tell(`"${key}" of ${printable(tool.name)} is none of ${known.join(', ')}: it is left out.`);
    return found;
  };
  result.class = recorded('class', riskClasses);
  result.review = recorded('review', reviews);
  return result;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (cause) {
    const why = cause instanceof Error ? printable(cause.message) : 'not JSON';
    throw new Unusable(`${nameOf(path)} is not JSON: ${why}.`, { cause });
  }
}

function listIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('tools' in value && Array.isArray(value.tools)) return value.tools;
  return 'result' in value ? listIn(value.result) : undefined;
}
