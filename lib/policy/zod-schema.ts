/** The shapes of policy.json as a zod value and as JSON Schema. `parse` does not need them: it reports places, and all faults. */

import * as z from 'zod';
import type { Json } from '@/lib/json';
import { windowBounds } from './bounds';
import { parseFolder } from './folder';
import { parseHostPattern } from './host';
import type { Operator, Policy } from './language';
import { operators, operatorValues, type ValueKind } from './operators';
import { parsePath } from './path';
import { compileRegex } from './regex';
import { fieldText } from './shape-texts';
import { type ObjectShape, policyShape, type Shape, windowWords } from './shapes';

/** Strict. Says what `parse` says of shapes; duplicate keys, `__proto__` and bounds of the whole document are `parse`'s alone. */
export function policySchema(): z.ZodType<Policy> {
  made ??= objectOf(policyShape) as unknown as z.ZodType<Policy>;
  return made;
}

/** JSON Schema (draft-07, which every editor reads), with a description for each field. */
export function policyJsonSchema(): { [keyword: string]: Json } {
  const schema = z.toJSONSchema(policySchema(), { target: 'draft-07', unrepresentable: 'any' });
  return JSON.parse(JSON.stringify({ ...schema, title: 'policy.json' })) as { [keyword: string]: Json };
}

let made: z.ZodType<Policy> | undefined;
const objects = new Map<ObjectShape, z.ZodType>();

function objectOf(shape: ObjectShape): z.ZodType {
  let schema = objects.get(shape);
  if (schema === undefined) {
    const fields = Object.entries(shape.fields).map(([key, field]) => {
      const described = zodOf(field).describe(fieldText(shape.name, key));
      return [key, shape.required.includes(key) ? described : described.optional()];
    });
    schema = z.strictObject(Object.fromEntries(fields)).meta({ id: shape.name });
    objects.set(shape, schema);
  }
  return schema;
}

function zodOf(shape: Shape): z.ZodType {
  switch (shape.kind) {
    case 'any':
      return z.json();
    case 'boolean':
      return z.boolean();
    case 'json-object':
      return z.record(z.string(), z.json());
    case 'text':
      return textOf(shape.max);
    case 'word':
      return z.enum(shape.words as [string, ...string[]]);
    case 'number': {
      let number = z.number().min(shape.least);
      if (shape.most !== undefined) number = number.max(shape.most);
      return shape.whole ? number.multipleOf(1) : number;
    }
    case 'list': {
      const list = z.array(zodOf(shape.of));
      return shape.max === undefined ? list : list.max(shape.max);
    }
    case 'map':
      if (shape.keys === undefined) return z.record(textOf(shape.maxKey), zodOf(shape.of));
      return z.partialRecord(z.enum(shape.keys as [string, ...string[]]), zodOf(shape.of));
    case 'object':
      return objectOf(shape);
    case 'window':
      return z.union([
        z.enum(windowWords as [string, ...string[]]),
        z.number().min(windowBounds.least).max(windowBounds.most).multipleOf(1),
      ]);
    case 'path':
      return pathText(false);
    case 'plain-path':
      return pathText(true);
    case 'condition':
      return conditionOf();
  }
}

/** zod counts UTF-16 units, the language code points. */
function textOf(max: number | undefined): z.ZodString {
  if (max === undefined) return z.string();
  return z
    .string()
    .refine((text) => [...text].length <= max)
    .meta({ maxLength: max });
}

function pathText(plain: boolean): z.ZodType {
  return z
    .string()
    .refine((text) => {
      const read = parsePath(text);
      return read.ok && !(plain && read.path.includes(null));
    })
    .meta({ pattern: plain ? `^args(${named})*$` : `^args(${named}|\\[\\*\\])*$` });
}

const named = '\\.[^.\\[\\]"*\\s]+|\\["([^"\\\\]|\\\\.)*"\\]';

let conditions: z.ZodType | undefined;

/** Made when first asked for: a bundle that only parses leaves zod out. */
function conditionOf(): z.ZodType {
  conditions ??= z
    .lazy(() =>
      z.union([
        ...Array.from(new Set(Object.values(operatorValues)), comparison),
        z.strictObject({ any: z.array(conditionOf()) }),
        z.strictObject({ all: z.array(conditionOf()) }),
        z.strictObject({ not: conditionOf() }),
      ]),
    )
    .meta({ id: 'Condition' });
  return conditions;
}

/** One for each kind of value, so that an editor offers the operators that take it. */
function comparison(kind: ValueKind): z.ZodType {
  const ops = operators.filter((op) => operatorValues[op] === kind) as [Operator, ...Operator[]];
  return z.strictObject({
    path: pathText(false).describe(fieldText('Comparison', 'path')),
    op: z.enum(ops).describe(fieldText('Comparison', 'op')),
    value: valueSchema(kind).describe(fieldText('Comparison', 'value')),
  });
}

function valueSchema(kind: ValueKind): z.ZodType {
  switch (kind) {
    case 'any':
      return z.json();
    case 'number':
      return z.number();
    case 'list':
      return z.array(z.json());
    case 'boolean':
      return z.boolean();
    case 'text':
      return z.string();
    case 'whole':
      return z.number().min(0).multipleOf(1);
    case 'regex':
      return z.string().refine((text) => compileRegex(text).ok);
    case 'folder':
      return z.string().refine((text) => parseFolder(text) !== null);
    case 'hosts':
      return z.array(z.string().refine((text) => parseHostPattern(text) !== null));
  }
}
