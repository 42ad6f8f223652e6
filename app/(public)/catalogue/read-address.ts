import * as z from 'zod';
import type { CatalogueAddress, UnknownFilter } from '@/components/catalogue';
import { riskClasses } from '@/lib/policy';
import { categories, isCursor, readSlug } from '@/lib/registry';
import { signalCodes } from '@/lib/risk';

const one = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).catch('');
const Params = z.object({
  view: one,
  q: one,
  part: one,
  class: one,
  category: one,
  signal: one,
  server: one,
  after: one,
});

/** What an address asks for, and the filters in it that there are not: they are told, and the rest is read without them. */
export function readAddress(params: Record<string, string | string[] | undefined>) {
  const given = Params.parse(params);
  const unknown: UnknownFilter[] = [];
  const read = <T extends string>(name: UnknownFilter['name'], find: (text: string) => T | undefined) => {
    const text = given[name];
    const found = text === '' ? undefined : find(text);
    if (text !== '' && found === undefined) unknown.push({ name, value: text.slice(0, 100) });
    return found;
  };
  const among =
    <T extends string>(words: readonly T[]) =>
    (text: string) =>
      words.find((word) => word === text);
  const view = read('view', among(['tools', 'servers'] as const)) ?? 'tools';
  const address = {
    view,
    q: given.q.trim().slice(0, 200),
    part: read('part', among(['on'])) === 'on',
    class: read('class', among(riskClasses)),
    category: read('category', among(categories)),
    // Servers have none of their own.
    signal: read('signal', among(view === 'servers' ? [] : signalCodes)),
    server: read('server', (text) => (readSlug(text) === null ? undefined : text)),
    after: read('after', (text) => (isCursor(text) ? text : undefined)),
  } satisfies CatalogueAddress;
  return { address, unknown };
}
