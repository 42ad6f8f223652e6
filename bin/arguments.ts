import { parseArgs } from 'node:util';
import { printable, Unusable } from './io';

type Option = { type: 'string' | 'boolean'; short?: string; multiple?: false };
type Options = { [name: string]: Option };
type Values<T extends Options> = { [K in keyof T]?: T[K]['type'] extends 'boolean' ? boolean : string };

/** A verb's arguments: options as declared, and at most `most` positional ones. Anything else is refused in a sentence. */
export function readArguments<const T extends Options>(
  argv: string[],
  options: T,
  most: number,
): { values: Values<T> & { help?: boolean }; positionals: string[] } {
  const { values, positionals } = parsed(argv, { ...options, help: { type: 'boolean', short: 'h' } });
  if (positionals.length > most)
    throw new Unusable(`Too many arguments: ${printable(positionals.slice(most).join(' '))}.`);
  return { values: values as Values<T> & { help?: boolean }, positionals };
}

/** One of a few words, or the first when left out. */
export function oneOf<const W extends string>(
  option: string,
  words: readonly [W, ...W[]],
  given: string | undefined,
): W {
  if (given === undefined) return words[0];
  const word = words.find((candidate) => candidate === given);
  if (word === undefined)
    throw new Unusable(`--${option} is one of ${words.join(', ')}, not '${printable(given)}'.`);
  return word;
}

/** A required positional argument. */
export function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new Unusable(`${what} is missing. --help says how to call this.`);
  return value;
}

function parsed(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (cause) {
    const message =
      cause instanceof Error ? cause.message.split('. ')[0] : 'The arguments are not understood';
    throw new Unusable(`${printable(message ?? '')}.`, { cause });
  }
}
