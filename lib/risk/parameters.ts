import type { Json, JsonObject } from '@/lib/json';
import { wordsOfName } from './words';

/** One parameter of an input schema, with the words of its name. `pointer` is RFC 6901 into the tool's definition. */
export type Parameter = {
  name: string;
  words: string[];
  pointer: string;
  description: string;
  required: boolean;
  type: string;
  /** The strings that it may have, each with where it stands. */
  values: { text: string; pointer: string }[];
  /** The tool writes to the path that it names. */
  savedTo?: boolean;
};

// A schema is a stranger's text: no more than this of it is looked at.
const mostParameters = 80;
const deepest = 4;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own member of an object; undefined where it is missing or only inherited. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

export const pointerPart = (name: string) =>
  /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;

/** The parameters of an input schema: of the object itself, of its alternatives, and of the objects within. */
export function parametersOf(schema: Json | undefined): Parameter[] {
  const found: Parameter[] = [];
  if (isObject(schema)) collect(schema, '/inputSchema', 0, found);
  return found;
}

function collect(schema: JsonObject, pointer: string, depth: number, found: Parameter[]): void {
  if (depth > deepest) return;
  const properties = own(schema, 'properties');
  const required = own(schema, 'required');
  const names = new Set(Array.isArray(required) ? required.slice(0, mostParameters) : []);
  if (isObject(properties)) {
    for (const name in properties) {
      if (found.length >= mostParameters) return;
      if (!Object.hasOwn(properties, name)) continue;
      const value = properties[name];
      if (!isObject(value)) continue;
      const here = `${pointer}/properties/${pointerPart(name)}`;
      found.push(parameterOf(name, value, here, names.has(name)));
      collect(value, here, depth + 1, found);
    }
  }
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    const list = own(schema, key);
    if (!Array.isArray(list)) continue;
    list.slice(0, 20).forEach((member, index) => {
      if (isObject(member)) collect(member, `${pointer}/${key}/${index}`, depth + 1, found);
    });
  }
  const items = own(schema, 'items');
  if (isObject(items)) collect(items, `${pointer}/items`, depth + 1, found);
}

function parameterOf(name: string, schema: JsonObject, pointer: string, required: boolean): Parameter {
  const description = own(schema, 'description');
  const type = own(schema, 'type');
  return {
    name,
    words: wordsOfName(name, 80).map((word) => word.text),
    pointer,
    description: typeof description === 'string' ? description.slice(0, 600) : '',
    required,
    type: typeof type === 'string' ? type : '',
    values: valuesOf(schema, pointer),
  };
}

/** The strings that a parameter may have, by `enum`, `const` or alternatives of them. */
function valuesOf(schema: JsonObject, pointer: string): Parameter['values'] {
  const listed = own(schema, 'enum');
  if (Array.isArray(listed)) return strings(listed, `${pointer}/enum`);
  const constant = own(schema, 'const');
  if (typeof constant === 'string') return [{ text: constant, pointer: `${pointer}/const` }];
  for (const key of ['anyOf', 'oneOf'] as const) {
    const list = own(schema, key);
    if (!Array.isArray(list)) continue;
    const values = list.slice(0, 40).flatMap((member, at) => {
      if (!isObject(member)) return [];
      const here = `${pointer}/${key}/${at}`;
      const inner = own(member, 'enum');
      const single = own(member, 'const');
      if (Array.isArray(inner)) return strings(inner, `${here}/enum`);
      return typeof single === 'string' ? [{ text: single, pointer: `${here}/const` }] : [];
    });
    if (values.length > 0) return values;
  }
  const items = own(schema, 'items');
  const inner = isObject(items) ? own(items, 'enum') : undefined;
  return Array.isArray(inner) ? strings(inner, `${pointer}/items/enum`) : [];
}

function strings(list: Json[], pointer: string): Parameter['values'] {
  return list
    .slice(0, 60)
    .flatMap((value, at) =>
      typeof value === 'string' ? [{ text: value, pointer: `${pointer}/${at}` }] : [],
    );
}
