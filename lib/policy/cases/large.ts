/** Documents at their bounds, too long to be written out: "10000 rule sets", "tool of 256". */

import type { Json } from '@/lib/json';

export function generate(what: string): string {
  const size = Number(/\d+/.exec(what)?.[0]);
  const kind = what.replace(/ ?\d+ ?/, ' ').trim();
  const long = '\u{1F600}'.repeat(size < 3000 ? size : 0);
  switch (kind) {
    case 'bytes': {
      const text = document({});
      return text + ' '.repeat(size - text.length);
    }
    case 'depth': {
      const inner = size - 7;
      const text = document(rules(1, '$'));
      return text.replace('"$"', '['.repeat(inner) + ']'.repeat(inner));
    }
    case 'rule sets': {
      const tools = Object.fromEntries(Array.from({ length: size - 2 }, (_, i) => [`t${i}`, {}]));
      return document({ all_tools: {}, classes: { Read: {} }, tools });
    }
    case 'rules':
      return document(rules(size, 1));
    case 'tool of':
      return document({ tools: { [long]: {} } });
    case 'hidden tool of':
      return document({ hide: [long] });
    case 'counter of':
      return document({ tools: { t: { limits: [{ counter: long, window: 'day', max: 1 }] } } });
    case 'description of':
      return document({ description: long });
    case 'regex of':
      return document({
        tools: {
          t: { deny_if: [{ conditions: [{ path: 'args.a', op: 'regex', value: 'a'.repeat(size) }] }] },
        },
      });
    default:
      throw new Error(`Nobody knows how to make ${what}.`);
  }
}

function rules(count: number, value: Json): { [key: string]: Json } {
  const rule = { conditions: [{ path: 'args.a', op: 'eq', value }] };
  return { tools: { t: { deny_if: Array.from({ length: count }, () => rule) } } };
}

function document(policy: { [key: string]: Json }): string {
  return JSON.stringify({ version: '1', default: 'deny', ...policy });
}
