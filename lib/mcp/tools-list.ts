/** A whole tools/list answer, from however many pages. */

import type { Json } from '@/lib/json';
import { reviewedPart } from './definition';
import { type DiscoveredTool, malformed, readTool } from './tool';

/**
 * Reads entries in order. The first tool of a name is kept; a later one of the same name is reported as malformed,
 * since a client could call either.
 */
export function readTools(
  entries: readonly Json[],
  firstPosition = 0,
  seen = new Map<string, number>(),
): DiscoveredTool[] {
  return entries.map((entry, index) => {
    const position = firstPosition + index;
    const tool = readTool(entry, position);
    if (!tool.ok) return tool;
    const earlier = seen.get(tool.name);
    if (earlier !== undefined) {
      const problem = `A tool of this name already stands at position ${earlier + 1}; only the first is kept.`;
      return malformed(position, tool.name, problem, tool.definition);
    }
    seen.set(tool.name, position);
    return tool;
  });
}

/**
 * What a client that is given these tools reads at the start of each conversation, as an estimate: a token is taken
 * for four characters of the answer's JSON, icons and `_meta` apart, which stay with the client. Real tokenisers differ by a third in both directions.
 */
export function estimateTokens(tools: readonly DiscoveredTool[]): number {
  let characters = '{"tools":[]}'.length;
  for (const tool of tools)
    if (tool.ok) characters += JSON.stringify(reviewedPart(tool.definition)).length + 1;
  return Math.ceil(characters / 4);
}
