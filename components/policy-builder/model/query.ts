/** The search language: `risk:destructive is:unreviewed arg:amount used:never -has:limit` and plain words. */

export const queryKeys = ['risk', 'action', 'is', 'has', 'arg', 'noun', 'used'] as const;
export type QueryKey = (typeof queryKeys)[number];

/** `values` are joined by OR, terms by AND. A word has no key. Everything is lower case. */
export type Term = { key?: QueryKey; values: string[]; negated: boolean };
export type Query = Term[];

export function parseQuery(text: string): Query {
  const terms: Query = [];
  for (const [, minus, key, quoted, bare] of text.matchAll(tokenPattern)) {
    const raw = (quoted ?? bare ?? '').replaceAll('"', '');
    if (key === undefined && quoted === undefined && isKeyAlone(raw)) continue;
    const known = key === undefined ? undefined : queryKeys.find((k) => k === key.toLowerCase());
    if (key !== undefined && known === undefined) {
      // A tool's name may hold a colon: what is no key of ours is a word.
      terms.push({ values: [`${key}:${raw}`.toLowerCase()], negated: minus === '-' });
      continue;
    }
    const values = (known && quoted === undefined ? raw.split(',') : [raw])
      .map((value) => value.trim().toLowerCase())
      .filter((value) => value !== '');
    if (values.length > 0) terms.push({ key: known, values, negated: minus === '-' });
  }
  return terms;
}

export function printQuery(query: Query): string {
  return query
    .map(({ key, values, negated }) => {
      const [only = ''] = values;
      const quoted = values.length === 1 && (/[\s,]/.test(only) || (!key && /^-|:/.test(only)));
      const value = quoted ? `"${only}"` : values.join(',');
      return `${negated ? '-' : ''}${key ? `${key}:` : ''}${value}`;
    })
    .join(' ');
}

export function hasValue(query: Query, key: QueryKey, value: string): boolean {
  return query.some((term) => !term.negated && term.key === key && term.values.includes(value));
}

/** What ticking a box of a facet does to the text of the search. Other terms stay as they are. */
export function toggleValue(text: string, key: QueryKey, value: string): string {
  const query = parseQuery(text);
  if (hasValue(query, key, value)) {
    const rest = query.map((term) =>
      !term.negated && term.key === key ? { ...term, values: term.values.filter((v) => v !== value) } : term,
    );
    return printQuery(rest.filter((term) => term.values.length > 0));
  }
  const at = query.findIndex((term) => !term.negated && term.key === key && joins(key));
  const found = query[at];
  if (!found) return printQuery([...query, { key, values: [value], negated: false }]);
  return printQuery(query.with(at, { ...found, values: [...found.values, value] }));
}

/** A filter that is still being typed asks for nothing. */
function isKeyAlone(word: string): boolean {
  return queryKeys.some((key) => `${key}:` === word.toLowerCase());
}

/** States are told one by one (`is:new has:findings` means both); classes, decisions, nouns and uses are alternatives. */
function joins(key: QueryKey): boolean {
  return key === 'risk' || key === 'action' || key === 'noun' || key === 'used';
}

const tokenPattern = /(-)?(?:([A-Za-z_]+):)?(?:"([^"]*)"|(\S+))/g;

/** What a query is asked about: every text in lower case. */
export type Searchable = {
  text: string;
  risk: string;
  action: string;
  noun: string;
  /** Empty while it is not known: then no question about it finds the tool, a negated one neither. */
  used: string;
  is: ReadonlySet<string>;
  has: ReadonlySet<string>;
  args: readonly string[];
};

export function matches(query: Query, item: Searchable): boolean {
  return query.every(
    ({ key, values, negated }) =>
      values.some((value) => says(item, key, value)) !== negated && (key !== 'used' || item.used !== ''),
  );
}

function says(item: Searchable, key: QueryKey | undefined, value: string): boolean {
  switch (key) {
    case undefined:
      return item.text.includes(value);
    case 'risk':
      return item.risk === value;
    case 'action':
      return item.action === value;
    case 'is':
      return item.is.has(value);
    case 'has':
      return item.has.has(value);
    case 'noun':
      return item.noun === value;
    case 'used':
      return item.used === value;
    case 'arg':
      return item.args.some((argument) => argument.includes(value));
    default:
      return key satisfies never;
  }
}
