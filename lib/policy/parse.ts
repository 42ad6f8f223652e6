/** Text to policy, or everything that is wrong with the text. */

import { type JsonNode, type ObjectNode, places, pointerTo, readJson } from '@/lib/json';
import { maxDocumentBytes, maxJsonDepth, maxRuleSets } from './bounds';
import { check } from './check';
import { keyOf, type Report } from './check-parts';
import type { Fault, Parsed, Policy } from './language';
import { rateCounter } from './rate';
import { policyShape } from './shapes';

type Problem = Omit<Fault, 'line' | 'column'>;

/**
 * Strict JSON in UTF-8 without a byte order mark, of the shapes and within the bounds of the language, section 2. All faults at
 * once, in the order of the text. Never throws.
 */
export function parse(input: string | Uint8Array): Parsed {
  return parseTree(input).parsed;
}

/** The same with the tree that it was read from, for whoever edits the text next or looks for places in it: null where there is none. */
export function parseTree(input: string | Uint8Array): { parsed: Parsed; root: JsonNode | null } {
  if (isTooLarge(input)) return { parsed: { ok: false, faults: [tooLarge()] }, root: null };
  const read = readJson(input, { maxDepth: maxJsonDepth });
  const problems: Problem[] = [...read.faults];
  if (read.root !== null) {
    const report: Report = ({ start, end }, pointer, code, message, details) => {
      problems.push({ pointer, code, message, offset: start, length: end - start, ...details });
    };
    check(read.root, policyShape, '', report);
    checkWhole(read.root, report);
  }
  if (problems.length === 0 && read.root !== null)
    return { parsed: { ok: true, policy: read.root.value as unknown as Policy }, root: read.root };

  const place = places(read.text);
  problems.sort((a, b) => a.offset - b.offset);
  const faults = problems.map((problem): Fault => ({ ...problem, ...place(problem.offset) }));
  return { parsed: { ok: false, faults }, root: read.root };
}

/** What no single field shows: the number of rule sets, and shorthands that clash with a limit. */
function checkWhole(root: JsonNode, report: Report): void {
  if (root.kind !== 'object') return;
  let count = 0;
  for (const member of root.members) {
    const { key, node } = member;
    if (key === 'all_tools') {
      count++;
      checkRate(node, key, '/all_tools', report);
    } else if ((key === 'classes' || key === 'tools') && node.kind === 'object') {
      count += node.members.length;
      for (const set of node.members) checkRate(set.node, set.key, pointerTo(`/${key}`, set.key), report);
    }
  }
  if (count > maxRuleSets)
    report(
      root,
      '',
      'too-many-rule-sets',
      `A policy has at most ${maxRuleSets} rule sets; this one has ${count}.`,
      { found: String(count) },
    );
}

function checkRate(node: JsonNode, key: string, pointer: string, report: Report): void {
  if (node.kind !== 'object') return;
  const rate = member(node, 'rate_limit');
  const limits = member(node, 'limits');
  if (rate === undefined || limits?.node.kind !== 'list') return;
  const counter = rateCounter(key);
  const taken = limits.node.items.findIndex(
    (limit) => limit.kind === 'object' && limit.value.counter === counter,
  );
  if (taken < 0) return;
  const found = JSON.stringify(counter);
  const message = `rate_limit counts on ${found}, and so does limit ${taken + 1} of this rule set: keep one of them.`;
  report(keyOf(rate), pointerTo(pointer, 'rate_limit'), 'counter-taken', message, { found });
}

function member(node: ObjectNode, key: string) {
  return node.members.find((candidate) => candidate.key === key);
}

function isTooLarge(input: string | Uint8Array): boolean {
  if (typeof input !== 'string') return input.length > maxDocumentBytes;
  if (input.length * 3 <= maxDocumentBytes) return false;
  return input.length > maxDocumentBytes || new TextEncoder().encode(input).length > maxDocumentBytes;
}

function tooLarge(): Fault {
  return {
    pointer: '',
    code: 'too-large',
    message: 'A policy has at most 1 MiB (1,048,576 bytes); this text is larger.',
    line: 1,
    column: 1,
    offset: 0,
    length: 0,
  };
}
