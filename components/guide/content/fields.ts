import type { Json } from '@/lib/json';
import { policyJsonSchema } from '@/lib/policy';
import type { Block } from '../model';

type Schema = { readonly [keyword: string]: Json };

const { definitions } = policyJsonSchema() as { definitions: { [shape: string]: Schema } };

/** The fields of one shape of the document, as the product's own JSON Schema has them. */
export function fieldTable(shape: string, caption: string): Block {
  const schema = definitions[shape];
  if (schema === undefined) throw new Error(`policy.json has no shape ${shape}.`);
  const required = new Set(schema.required as string[] | undefined);
  const rows = Object.entries(schema.properties as { [field: string]: Schema }).map(([field, one]) => [
    `\`${field}\``,
    `${typeOf(one)}${required.has(field) ? ', **required**' : ''}`,
    String(one.description),
  ]);
  return { kind: 'table', caption, head: ['Field', 'Type', 'What it says'], rows };
}

const shapes: { readonly [shape: string]: string } = {
  Rule: 'rule',
  ApprovalRule: 'approval rule',
  Condition: 'condition',
  Limit: 'limit',
  RateLimit: '`{ "max", "window" }`',
  RuleSet: 'rule set',
  SharedRuleSet: 'rule set without `action` and `reason`',
  PolicyTest: 'test',
};

function typeOf(schema: Schema): string {
  const reference = schema.$ref ?? (schema.allOf as Schema[] | undefined)?.[0]?.$ref;
  if (typeof reference === 'string') return shapes[reference.split('/').at(-1) ?? ''] ?? 'any JSON';
  if (Array.isArray(schema.enum)) return schema.enum.map((word) => `\`${JSON.stringify(word)}\``).join(', ');
  if (Array.isArray(schema.anyOf)) return (schema.anyOf as Schema[]).map(typeOf).join(', or ');
  if (schema.type === 'array') return `list: ${typeOf(schema.items as Schema)}`;
  if (schema.type === 'object') return mapType(schema);
  if (schema.type === 'number') return numberType(schema);
  if (typeof schema.pattern === 'string') return 'path';
  if (schema.maxLength !== undefined) return `text, at most ${grouped(Number(schema.maxLength))}`;
  return schema.type === 'string' ? 'text' : String(schema.type ?? 'any JSON');
}

function mapType({ propertyNames, additionalProperties }: Schema): string {
  const values = typeOf(additionalProperties as Schema);
  const names = propertyNames as Schema | undefined;
  if (values === 'any JSON') return 'object';
  return `${names?.enum === undefined ? 'name or pattern' : 'risk class'} → ${values}`;
}

function numberType({ minimum, maximum, multipleOf }: Schema): string {
  const kind = multipleOf === undefined ? 'number' : 'whole number';
  if (maximum === undefined) return `${kind} ≥ ${minimum}`;
  return `${kind}, ${grouped(Number(minimum))} to ${grouped(Number(maximum))}`;
}

/** `2,678,400`. */
export function grouped(number: number): string {
  return number.toLocaleString('en-GB');
}
