import { type CatalogueAddress, type Facet, signalWords } from '@/components/catalogue';
import { riskClasses } from '@/lib/policy';
import { categories, categoryNames } from '@/lib/registry';
import { signalCodes } from '@/lib/risk';

type Counts = { [facet in Facet['name']]?: { [value: string]: number | undefined } };

/** The filters in a fixed order. What has no match is left out where the numbers are known, unless it is chosen. */
export function facetsOf(address: CatalogueAddress, counts: Counts): Facet[] {
  const facet = (name: Facet['name'], title: string, words: { [value: string]: string }): Facet => ({
    name,
    title,
    values: Object.entries(words)
      .map(([value, label]) => ({ value, label, count: counts[name] && (counts[name][value] ?? 0) }))
      .filter(({ value, count }) => count !== 0 || address[name] === value),
  });
  const classes = Object.fromEntries(riskClasses.map((name) => [name, name]));
  const kinds = Object.fromEntries(categories.map((name) => [name, categoryNames[name]]));
  const signals = Object.fromEntries(signalCodes.map((code) => [code, signalWords[code]]));
  return [
    facet('class', address.view === 'servers' ? 'Offers' : 'Class', classes),
    facet('category', 'About', kinds),
    ...(address.view === 'servers' ? [] : [facet('signal', 'Signals', signals)]),
  ];
}
