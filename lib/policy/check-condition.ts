/** The conditions of a rule: comparisons, and `any`, `all`, `not` around them. */

import { type JsonNode, type ObjectNode, pointerTo, quoted } from '@/lib/json';
import { maxConditionLevel } from './bounds';
import {
  checkNumber,
  checkPath,
  keyOf,
  missingKeys,
  type Report,
  unknownKey,
  unknownWord,
  wrongType,
} from './check-parts';
import { shown } from './faults';
import { parseFolder } from './folder';
import { parseHostPattern } from './host';
import { isOperator, operators, operatorValues, type ValueKind } from './operators';
import { compileRegex } from './regex';

const connectives = ['any', 'all', 'not'];
const comparisonKeys = ['path', 'op', 'value'];
const conditionKeys = [...comparisonKeys, ...connectives];

export function checkCondition(node: JsonNode, pointer: string, level: number, report: Report): undefined {
  if (level > maxConditionLevel) {
    const message = `Conditions may nest ${maxConditionLevel} deep; this one lies deeper.`;
    report(node, pointer, 'too-nested', message);
    return;
  }
  if (node.kind !== 'object') return wrongType(node, pointer, 'a condition', report);
  const connective = node.members.find((member) => connectives.includes(member.key));
  if (connective === undefined) return checkComparison(node, pointer, report);

  for (const member of node.members) {
    if (member.key === connective.key) continue;
    const at = pointerTo(pointer, member.key);
    if (!conditionKeys.includes(member.key)) unknownKey(member, at, conditionKeys, report);
    else
      report(
        keyOf(member),
        at,
        'mixed-condition',
        `A condition is a comparison or exactly one of any, all, not: ${quoted(member.key)} cannot stand beside ${quoted(connective.key)}.`,
        { found: quoted(member.key) },
      );
  }
  const at = pointerTo(pointer, connective.key);
  if (connective.key === 'not') return checkCondition(connective.node, at, level + 1, report);
  if (connective.node.kind !== 'list') return wrongType(connective.node, at, 'a list of conditions', report);
  connective.node.items.forEach((item, i) => {
    checkCondition(item, pointerTo(at, i), level + 1, report);
  });
}

function checkComparison(node: ObjectNode, pointer: string, report: Report): undefined {
  for (const member of node.members)
    if (!comparisonKeys.includes(member.key))
      unknownKey(member, pointerTo(pointer, member.key), conditionKeys, report);
  missingKeys(node, comparisonKeys, pointer, report);

  const member = (key: string) => node.members.find((candidate) => candidate.key === key)?.node;
  const path = member('path');
  const op = member('op');
  const value = member('value');
  if (path !== undefined) checkPath(path, pointerTo(pointer, 'path'), false, report);
  if (op === undefined) return;
  const at = pointerTo(pointer, 'op');
  if (typeof op.value !== 'string') return wrongType(op, at, 'the name of an operator', report);
  if (!isOperator(op.value)) return unknownWord(op, at, op.value, operators, 'unknown-operator', report);
  if (value !== undefined)
    checkValue(value, operatorValues[op.value], pointerTo(pointer, 'value'), op.value, report);
}

function checkValue(node: JsonNode, kind: ValueKind, pointer: string, op: string, report: Report): undefined {
  const { value } = node;
  const typed = (wanted: string) => wrongType(node, pointer, `${wanted} (for ${op})`, report);
  switch (kind) {
    case 'any':
      return;
    case 'number':
      if (typeof value !== 'number') typed('a number');
      return;
    case 'whole':
      return checkNumber(node, { least: 0, whole: true }, pointer, report);
    case 'boolean':
      if (typeof value !== 'boolean') typed('true or false');
      return;
    case 'list':
      if (node.kind !== 'list') typed('a list');
      return;
    case 'text':
      if (typeof value !== 'string') typed('a string');
      return;
    case 'regex': {
      if (typeof value !== 'string') return typed('a string');
      const read = compileRegex(value);
      if (!read.ok) report(node, pointer, 'invalid-regex', read.message, { found: shown(value) });
      return;
    }
    case 'folder':
      if (typeof value !== 'string') return typed('a path');
      if (parseFolder(value) === null)
        report(
          node,
          pointer,
          'invalid-folder',
          `${shown(value)} names no folder: it is empty, holds NUL or \`\\\`, or climbs above its start.`,
          { found: shown(value) },
        );
      return;
    case 'hosts':
      if (node.kind !== 'list') return typed('a list of hosts');
      node.items.forEach((item, i) => {
        checkHost(item, pointerTo(pointer, i), report);
      });
      return;
    default:
      kind satisfies never;
  }
}

function checkHost(node: JsonNode, pointer: string, report: Report): undefined {
  if (typeof node.value !== 'string') return wrongType(node, pointer, 'a host', report);
  if (parseHostPattern(node.value) !== null) return;
  const found = shown(node.value);
  const message = `${found} is no bare host: write "example.com" or "*.example.com" in ASCII, without scheme, port or path; an IP address is a dotted quad.`;
  report(node, pointer, 'invalid-host', message, { found });
}
