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

/** What each kind of value is, and how a person calls it. */
const types: { readonly [kind in ValueKind]?: readonly [type: string, wanted: string] } = {
  number: ['number', 'a number'],
  boolean: ['boolean', 'true or false'],
  list: ['list', 'a list'],
  text: ['string', 'a string'],
  regex: ['string', 'a string'],
  folder: ['string', 'a path'],
  hosts: ['list', 'a list of hosts'],
};

function checkValue(node: JsonNode, kind: ValueKind, pointer: string, op: string, report: Report): undefined {
  const [type, wanted] = types[kind] ?? [];
  if (type !== undefined && type !== (node.kind === 'list' ? 'list' : typeof node.value))
    return wrongType(node, pointer, `${wanted} (for ${op})`, report);
  const value = node.value as string;
  if (kind === 'whole') checkNumber(node, { least: 0, whole: true }, pointer, report);
  else if (kind === 'regex') {
    const read = compileRegex(value);
    if (!read.ok) report(node, pointer, 'invalid-regex', read.message, { found: shown(value) });
  } else if (kind === 'folder' && parseFolder(value) === null) {
    const message = `${shown(value)} names no folder: it is empty, holds NUL or \`\\\`, or climbs above its start.`;
    report(node, pointer, 'invalid-folder', message, { found: shown(value) });
  } else if (kind === 'hosts' && node.kind === 'list') {
    node.items.forEach((item, i) => {
      checkHost(item, pointerTo(pointer, i), report);
    });
  }
}

function checkHost(node: JsonNode, pointer: string, report: Report): undefined {
  if (typeof node.value !== 'string') return wrongType(node, pointer, 'a host', report);
  if (parseHostPattern(node.value) !== null) return;
  const found = shown(node.value);
  const message = `${found} is no bare host: write "example.com" or "*.example.com" in ASCII, without scheme, port or path; an IP address is a dotted quad.`;
  report(node, pointer, 'invalid-host', message, { found });
}
