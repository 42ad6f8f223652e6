/** Definitions as they are kept. Pure. */

import { canonical, type Json, sha256 } from '@/lib/json';
import { type DiscoveredTool, readTool, type SoundTool } from '@/lib/mcp';

/** `=` and the name, or `#` and the position: no name can be taken for a position. */
export function keyOf(tool: DiscoveredTool): string {
  return tool.ok ? `=${tool.name}` : `#${tool.position}`;
}

export type ReadDefinition = Pick<
  SoundTool,
  'title' | 'description' | 'inputSchema' | 'outputSchema' | 'annotations'
>;

/** What is well-formed in a kept definition. */
export function readDefinition(text: string): ReadDefinition {
  const read = readTool(JSON.parse(text) as Json, 0);
  return read.ok ? read : {};
}

/** One digest over everything that is offered: what a person saw is what they confirm. */
export function offerDigest(tools: readonly { key: string; digest: string; removedAt: unknown }[]): string {
  const lines = tools.map((tool) => [tool.key, tool.digest, tool.removedAt === null]);
  return sha256(canonical(lines as Json));
}
