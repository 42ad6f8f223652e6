/** Values to begin with in a call that is tried, and the arguments that it has. */

import type { Json } from '@/lib/json';
import { plainValue } from '@/lib/policy';
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

export function sampleValue({ kind, choices, element, format }: Argument): Json {
  switch (kind) {
    case 'choice':
      return choices?.[0] ?? null;
    case 'list':
      return element ? [sampleValue(element)] : [];
    case 'integer':
      return plainValue('number');
    case 'any':
      return plainValue('string');
    default:
      return plainValue(kind, format);
  }
}

function isInside(path: string, other: string): boolean {
  return path !== other && (path.startsWith(`${other}.`) || path.startsWith(`${other}[`));
}
