/** Task ids outside of answers: in what a server notifies or asks, and in what a client says about its task. */

import { type JsonNode, type ObjectNode, readJson } from '@/lib/json';
import { metaKeys } from '@/lib/mcp';
import { memberOf } from '../read';
import { type Splice, spliced } from './splice';

const maxDepth = 512;
/** Source: specification 2025-11-25, basic/utilities/tasks; `notifications/tasks` is of the extension for 2026-07-28. */
const ofTasks = new Set(['notifications/tasks/status', 'notifications/tasks']);

/** A server's notification or request with its task ids bound; null where it can be read in two ways. */
export function rewriteNote(text: string, method: string, close: (taskId: string) => string): string | null {
  // What names no task passes as it is. An id that is written otherwise stays the server's, and opens nothing.
  if (!text.includes('taskId')) return text;
  const { root, faults } = readJson(text, { maxDepth });
  if (root?.kind !== 'object' || faults.length > 0) return null;
  const params = memberOf(root, 'params');
  if (params?.kind !== 'object') return text;
  const nodes = [ofTasks.has(method) ? memberOf(params, 'taskId') : undefined, relatedTask(params)];
  return spliced(
    text,
    nodes.flatMap((node) => replaced(node, close)),
  );
}

/** Under `_meta`, the task that a message is about. */
export function relatedTask(node: ObjectNode): JsonNode | undefined {
  const meta = memberOf(node, '_meta');
  const related = meta?.kind === 'object' ? memberOf(meta, metaKeys.relatedTask) : undefined;
  return related?.kind === 'object' ? memberOf(related, 'taskId') : undefined;
}

export function replaced(node: JsonNode | undefined, change: (value: string) => string): Splice[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  return [{ start: node.start, end: node.end, text: JSON.stringify(change(node.value)) }];
}
