import * as z from 'zod';
import type { Json } from '@/lib/json';
import { classify, type ToolDefinition } from '@/lib/risk';
import { readArguments, required } from '../arguments';
import { type Io, nameOf, readLines, write } from '../io';

const help = `Usage: sallyport classify FILE|-

Says how dangerous tools are, and why. Reads one tool a line,
{ "server"?, "tool", "title"?, "description"?, "inputSchema"?, "annotations"? }, and nothing else of it;
writes one line each: { "class", "severity", "confidence", "rationale", "evidence", "signals", "classes" }.

A line that cannot be read is answered by { "error" } and told on standard error; the others are classified, and the exit
code is 2.
`;

/** A line as it comes. `name` is read where `tool` is missing, as in a tools/list answer. */
const Line = z
  .looseObject({
    server: z.string().nullish().catch(undefined),
    tool: z.string().optional(),
    name: z.string().optional().catch(undefined),
    title: z.string().nullish().catch(undefined),
    description: z.string().nullish().catch(undefined),
    inputSchema: z.unknown().optional(),
    annotations: z.unknown().optional(),
  })
  .refine((line) => (line.tool ?? line.name ?? '').trim() !== '');

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, {}, 1);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const path = required(positionals[0], 'The file of tools');
  let code = 0;
  for await (const { bytes, number } of readLines(path, io)) {
    const tool = readTool(bytes);
    if (tool) {
      await write(io.stdout, `${JSON.stringify(answer(tool))}\n`);
      continue;
    }
    code = 2;
    await write(io.stdout, `${JSON.stringify({ error: 'no tool' })}\n`);
    io.stderr.write(
      `sallyport classify: line ${number} of ${nameOf(path)} is no tool: a JSON object with "tool" is expected.\n`,
    );
  }
  return code;
}

function answer(tool: ToolDefinition) {
  const { class: riskClass, severity, confidence, rationale, evidence, signals, classes } = classify(tool);
  return { class: riskClass, severity, confidence, rationale, evidence, signals, classes };
}

function readTool(bytes: Uint8Array): ToolDefinition | undefined {
  const line = Line.safeParse(parsed(bytes));
  if (!line.success) return undefined;
  const { server, tool, name, title, description, inputSchema, annotations } = line.data;
  return {
    server: server ?? undefined,
    name: tool ?? (name as string),
    title: title ?? undefined,
    description: description ?? undefined,
    inputSchema: inputSchema as Json | undefined,
    annotations: annotations as Json | undefined,
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // Not UTF-8 or not JSON: told by its line number like every other line that is no tool.
    return undefined;
  }
}
