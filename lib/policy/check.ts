/** Holds a read document against the shapes, and reports everything that differs. */

import { type JsonNode, pointerTo } from '@/lib/json';
import { windowBounds } from './bounds';
import { checkCondition } from './check-condition';
import {
  checkLength,
  checkNumber,
  checkPath,
  keyOf,
  missingKeys,
  type Report,
  unknownKey,
  unknownWord,
  wrongType,
} from './check-parts';
import { oneOf } from './faults';
import { type ObjectShape, type Shape, windowWords } from './shapes';

export function check(node: JsonNode, shape: Shape, pointer: string, report: Report): undefined {
  switch (shape.kind) {
    case 'any':
      return;
    case 'object':
      return checkObject(node, shape, pointer, report);
    case 'map':
      if (node.kind !== 'object') return wrongType(node, pointer, 'an object', report);
      for (const member of node.members) {
        const at = pointerTo(pointer, member.key);
        if (shape.keys !== undefined && !shape.keys.includes(member.key))
          unknownWord(keyOf(member), at, member.key, shape.keys, 'unknown-class', report);
        else checkLength(keyOf(member), at, member.key, shape.maxKey, report);
        check(member.node, shape.of, at, report);
      }
      return;
    case 'list':
      if (node.kind !== 'list') return wrongType(node, pointer, 'a list', report);
      if (shape.max !== undefined && node.items.length > shape.max)
        report(
          node,
          pointer,
          'too-many',
          `At most ${shape.max} may stand here; these are ${node.items.length}.`,
          { found: String(node.items.length) },
        );
      node.items.forEach((item, i) => {
        check(item, shape.of, pointerTo(pointer, i), report);
      });
      return;
    case 'condition':
      return checkCondition(node, pointer, 1, report);
    case 'json-object':
      if (node.kind !== 'object') wrongType(node, pointer, 'an object', report);
      return;
    case 'boolean':
      if (typeof node.value !== 'boolean') wrongType(node, pointer, 'true or false', report);
      return;
    case 'text':
      if (typeof node.value !== 'string') return wrongType(node, pointer, 'a string', report);
      return checkLength(node, pointer, node.value, shape.max, report);
    case 'word':
      if (typeof node.value === 'string' && shape.words.includes(node.value)) return;
      if (typeof node.value !== 'string') return wrongType(node, pointer, oneOf(shape.words), report);
      return unknownWord(node, pointer, node.value, shape.words, shape.unknown ?? 'unknown-word', report);
    case 'number':
      return checkNumber(node, shape, pointer, report);
    case 'window':
      return checkWindow(node, pointer, report);
    case 'path':
    case 'plain-path':
      return checkPath(node, pointer, shape.kind === 'plain-path', report);
    default:
      shape satisfies never;
  }
}

function checkObject(node: JsonNode, shape: ObjectShape, pointer: string, report: Report): undefined {
  if (node.kind !== 'object') return wrongType(node, pointer, 'an object', report);
  for (const member of node.members) {
    const field = Object.hasOwn(shape.fields, member.key) ? shape.fields[member.key] : undefined;
    const at = pointerTo(pointer, member.key);
    if (field !== undefined) check(member.node, field, at, report);
    else unknownKey(member, at, Object.keys(shape.fields), report);
  }
  missingKeys(node, shape.required, pointer, report);
}

function checkWindow(node: JsonNode, pointer: string, report: Report): undefined {
  if (typeof node.value === 'number')
    return checkNumber(
      node,
      { least: windowBounds.least, most: windowBounds.most, whole: true },
      pointer,
      report,
    );
  if (typeof node.value === 'string' && windowWords.includes(node.value)) return;
  const wanted = `${oneOf(windowWords)} or a number of seconds`;
  if (typeof node.value !== 'string') return wrongType(node, pointer, wanted, report);
  unknownWord(node, pointer, node.value, windowWords, 'unknown-word', report, wanted);
}
