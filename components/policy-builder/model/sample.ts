/** Values to begin with in a call that is tried, and the arguments that it has. */

import type { Json } from '@/lib/json';
import { type Argument, argumentsOf } from './arguments';

/** The arguments of the call itself, not what lies inside of them. */
export function topLevel(schema: Json | undefined): Argument[] {
  const seen = argumentsOf(schema);
  return seen.filter((argument) => !seen.some((other) => isInside(argument.path, other.path)));
}

export function nameOf(argument: Argument): string {
  const { path } = argument;
  return path.startsWith('args[') ? (JSON.parse(path.slice(5, -1)) as string) : path.slice(5);
}

export function sampleValue(argument: Argument): Json {
  switch (argument.kind) {
    case 'choice':
      return argument.choices?.[0] ?? null;
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'list':
      return argument.element ? [sampleValue(argument.element)] : [];
    case 'object':
      return {};
    case 'string':
      return byFormat[argument.format ?? ''] ?? 'text';
    case 'any':
      return 'text';
    default:
      return argument.kind satisfies never;
  }
}

const byFormat: Record<string, string> = {
  uri: 'https://example.com/',
  url: 'https://example.com/',
  email: 'ada@example.com',
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function isInside(path: string, other: string): boolean {
  return path !== other && (path.startsWith(`${other}.`) || path.startsWith(`${other}[`));
}
