import * as z from 'zod';
import type { CatalogueAddress } from '@/components/catalogue';
import { riskClasses } from '@/lib/policy';
import { categories, readSlug } from '@/lib/registry';
import { signalCodes } from '@/lib/risk';

const one = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]);
const among = <T extends string>(words: readonly T[]) =>
  one.transform((text) => words.find((word) => word === text)).catch(undefined);

/** What cannot be read counts as not said: an old link still finds something. */
const Address = z.object({
  view: one.transform((text) => (text === 'servers' ? 'servers' : 'tools')).catch('tools'),
  q: one.transform((text) => text.trim().slice(0, 200)).catch(''),
  part: one.transform((text) => text === 'on').catch(false),
  class: among(riskClasses),
  category: among(categories),
  signal: among(signalCodes),
  server: one.transform((text) => (readSlug(text) === null ? undefined : text)).catch(undefined),
  after: one.transform((text) => (/^[\w.~=-]{1,2000}$/.test(text) ? text : undefined)).catch(undefined),
});

type Read = z.output<typeof Address>;

export function readAddress(params: Record<string, string | string[] | undefined>): CatalogueAddress & Read {
  return Address.parse({
    view: params.view ?? '',
    q: params.q ?? '',
    part: params.part ?? '',
    class: params.class,
    category: params.category,
    signal: params.signal,
    server: params.server,
    after: params.after,
  });
}
