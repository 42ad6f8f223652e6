/** What in a definition attacks the model or imitates another tool. Bounded work on strangers' texts, no foreign patterns. */
import type { ToolDefinition } from '../types';
import type { RiskFinding } from './finding';
import { type Neighbour, otherToolFindings, shadowingFindings } from './names';
import { payloadFindings } from './payloads';
import { promptFindings } from './prompts';
import { textsOf } from './texts';
import { unicodeFindings } from './unicode';

export { type RiskFinding, type RiskFindingCode, riskFindingCodes } from './finding';
export type { Neighbour } from './names';
export { type Neighbourhood, neighbourhood } from './neighbourhood';

const mostFindings = 50;

/**
 * Poisoning: words for the model against the person, hidden or look-alike characters, encoded payloads, active markup, and, where
 * the tools beside it are given, sentences about tools of other servers. The texts of the schema count like the description.
 */
export function poisoning(tool: ToolDefinition, neighbours: Neighbour[] = []): RiskFinding[] {
  const findings: RiskFinding[] = [];
  for (const text of textsOf(tool)) {
    findings.push(...promptFindings(text), ...unicodeFindings(text), ...payloadFindings(text));
    if (!text.isName && neighbours.length > 0) {
      findings.push(...otherToolFindings(text.text, text.pointer, tool.server, neighbours));
    }
    if (findings.length >= mostFindings) return findings.slice(0, mostFindings);
  }
  return findings;
}

/** Shadowing: the names of other servers' tools that this one has, or that it only seems to have. */
export function shadowing(tool: ToolDefinition, others: Neighbour[]): RiskFinding[] {
  return shadowingFindings({ server: tool.server ?? '', name: tool.name }, others);
}
