/** One look at a text: is it a policy, what is to be said about it, and where does everything stand. Pure. */

import { type JsonNode, nodeAt } from '@/lib/json';
import { type Fault, lint, type Policy, type PolicyTool, parseTree } from '@/lib/policy';
import { faultsOf, type Problem, type Span, toolOf } from './problem';
import type { Succession } from './succession';

/** Whether the text is a policy: it is where there are no faults. Told before what else is to be said, which takes longer. */
export type Verdict = {
  text: string;
  faults: Fault[];
  /** What it changes of a policy that was read before, where there is such. */
  follows?: { text: string; succession: Succession };
};
/** No faults: the text is a policy. */
export type Reading = { text: string; faults: Fault[]; problems: Problem[]; spans: Span[] };

/** `read` is what `parseTree` makes of this very text, for whoever has it already. */
export function readText(text: string, tools: readonly PolicyTool[], read = parseTree(text)): Reading {
  const { parsed, root } = read;
  const spans = root ? spansOf(root) : [];
  const problems = parsed.ok ? findingsOf(parsed.policy, tools, root, text) : faultsOf(parsed.faults);
  return { text, faults: parsed.ok ? [] : parsed.faults, problems, spans };
}

function findingsOf(
  policy: Policy,
  tools: readonly PolicyTool[],
  root: JsonNode | null,
  text: string,
): Problem[] {
  const seen = new Map<string, number>();
  return lint(policy, [...tools]).map((finding) => {
    const key = `${finding.code} ${finding.pointer} ${finding.tool ?? ''}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const at = placeOf(root, finding.pointer, text);
    const tool = finding.tool ?? toolOf(finding.pointer);
    return {
      id: `${key} ${nth}`,
      level: finding.level,
      isFault: false,
      code: finding.code,
      message: finding.message,
      pointer: finding.pointer,
      ...(tool !== undefined && { tool }),
      ...at,
      ...(finding.fix && { fix: finding.fix }),
    };
  });
}

/** The key where there is one, else what is written on one line, else its first character; where nothing is, what is around it. */
function placeOf(root: JsonNode | null, pointer: string, text: string): { offset: number; length: number } {
  if (!root) return { offset: 0, length: 0 };
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = nodeAt(root, at);
    if (found?.member) {
      return { offset: found.member.keyStart, length: found.member.keyEnd - found.member.keyStart };
    }
    if (found) {
      const { start, end } = found.node;
      return { offset: start, length: text.slice(start, end).includes('\n') ? 1 : end - start };
    }
  }
  return { offset: root.start, length: 1 };
}

function spansOf(root: JsonNode): Span[] {
  if (root.kind !== 'object') return [];
  const spans: Span[] = [];
  for (const { key, keyStart, node } of root.members) {
    if (key === 'all_tools')
      spans.push({ pointer: '/all_tools', offset: keyStart, length: node.end - keyStart });
    if ((key === 'tools' || key === 'classes') && node.kind === 'object') {
      for (const member of node.members) {
        const pointer = `/${key}/${member.key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const length = member.node.end - member.keyStart;
        spans.push({
          pointer,
          offset: member.keyStart,
          length,
          ...(key === 'tools' && { tool: member.key }),
        });
      }
    }
    if (key === 'hide' && node.kind === 'list') {
      node.items.forEach((item, i) => {
        const tool = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : undefined;
        spans.push({
          pointer: `/hide/${i}`,
          offset: item.start,
          length: item.end - item.start,
          ...(tool !== undefined && { tool }),
        });
      });
    }
  }
  return spans.sort((a, b) => a.offset - b.offset);
}
