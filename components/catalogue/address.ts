/** What the address says; names are those of its parameters. */
export type CatalogueAddress = {
  view: 'tools' | 'servers';
  q: string;
  /** Looks for a part of a name instead of words. */
  part: boolean;
  class?: string | undefined;
  category?: string | undefined;
  signal?: string | undefined;
  server?: string | undefined;
  after?: string | undefined;
};

/** A parameter of the address whose value is none of its own. `value` is a stranger's. */
export type UnknownFilter = { name: Exclude<keyof CatalogueAddress, 'q'>; value: string };

/** The same address with some of it changed. Another search begins at its first page. */
export function catalogueHref(address: CatalogueAddress, change: Partial<CatalogueAddress>): string {
  const next = { ...address, after: undefined, ...change };
  const query = new URLSearchParams();
  if (next.view === 'servers') query.set('view', 'servers');
  if (next.q) query.set('q', next.q);
  if (next.part && next.q) query.set('part', 'on');
  for (const name of ['class', 'category', 'signal', 'server', 'after'] as const) {
    const value = next[name];
    if (value && !(name === 'signal' && next.view === 'servers')) query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? '/catalogue' : `/catalogue?${text}`;
}
