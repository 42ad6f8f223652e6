import { CodeBlock } from '@/components/ui/code-block';
import { ForeignText, visibleJson } from '@/components/ui/foreign-text';

type Parameter = { name: string; type: string; required: boolean; description: string | null };

/** The top level of an input schema as a table, and the schema itself. What cannot be read so is shown as it came. */
export function Parameters({ schema }: { schema: unknown }) {
  if (schema === null || schema === undefined)
    return <p className="text-13 text-ink-2">The server sent no input schema.</p>;
  const parameters = parametersOf(schema);
  return (
    <div className="grid gap-3">
      {parameters.length === 0 ? (
        <p className="text-13 text-ink-2">No parameter is named.</p>
      ) : (
        <dl className="text-13">
          {parameters.map(({ name, type, required, description }) => (
            <div key={name} className="border-t border-line py-2 first:border-0 first:pt-0">
              <dt className="flex flex-wrap items-baseline gap-x-2">
                <ForeignText text={name} className="font-mono text-12 font-medium break-all" />
                <span className="text-12 text-ink-3">
                  <ForeignText text={type} />, {required ? 'required' : 'optional'}
                </span>
              </dt>
              {description && (
                <dd className="break-words text-ink-2">
                  <ForeignText text={description} />
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
      <CodeBlock text={visibleJson(schema)} label="Input schema" />
    </div>
  );
}

function parametersOf(schema: unknown): Parameter[] {
  if (!isObject(schema) || !isObject(schema.properties)) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    required: required.includes(name),
    description: isObject(property) && typeof property.description === 'string' ? property.description : null,
  }));
}

function typeOf(property: unknown): string {
  if (!isObject(property)) return 'anything';
  if (Array.isArray(property.enum)) return listed(property.enum);
  if (Object.hasOwn(property, 'const')) return JSON.stringify(property.const);
  const type = Array.isArray(property.type) ? property.type.join(' or ') : property.type;
  if (type === 'array' && isObject(property.items)) return `list of ${typeOf(property.items)}`;
  if (typeof type !== 'string') return property.anyOf || property.oneOf ? 'one of several' : 'anything';
  const { minimum, maximum, format } = property;
  const range =
    typeof minimum === 'number' && typeof maximum === 'number'
      ? ` ${minimum} to ${maximum}`
      : typeof minimum === 'number'
        ? ` from ${minimum}`
        : typeof maximum === 'number'
          ? ` up to ${maximum}`
          : '';
  return `${type}${range}${typeof format === 'string' ? ` (${format})` : ''}`;
}

function listed(values: unknown[]): string {
  const shown = values
    .slice(0, 6)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return `${shown.join(', ')}${values.length > 6 ? ` and ${values.length - 6} more` : ''}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
