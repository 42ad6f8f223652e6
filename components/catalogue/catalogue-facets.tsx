import Link from 'next/link';
import { RiskGlyph } from '@/components/risk/risk-badge';
import { ForeignText } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import type { RiskClass } from '@/lib/policy';
import { type CatalogueAddress, catalogueHref } from './address';
import { inDigits } from './shapes';

export type Facet = {
  /** The parameter of the address that it sets. */
  name: 'class' | 'category' | 'signal';
  title: string;
  /** `count` is left out where it is not known cheaply. */
  values: readonly { value: string; label: string; count?: number | undefined }[];
};

type CatalogueFacetsProps = { address: CatalogueAddress; facets: readonly Facet[]; only: string | null };

/** Filters as links, with counts as if only their own were lifted. Folded on a phone. */
export function CatalogueFacets({ address, facets, only }: CatalogueFacetsProps) {
  // Of a search without a hit there is nothing to choose.
  if (only === null && facets.every(({ values }) => values.length === 0))
    return <div className="max-lg:hidden" />;
  const chosen = facets.filter(({ name }) => address[name]).length + (only === null ? 0 : 1);
  return (
    <div>
      <details className="group lg:hidden">
        <summary className="flex h-10 items-center justify-between rounded-2 border border-line px-3 text-13 font-medium">
          {chosen === 0 ? 'Filters' : `Filters: ${chosen} chosen`}
          <Icon name="chevron-down" className="text-ink-3 group-open:rotate-180" />
        </summary>
        <div className="pt-3">
          <Lists address={address} facets={facets} only={only} where="narrow" />
        </div>
      </details>
      <div className="max-lg:hidden">
        <Lists address={address} facets={facets} only={only} where="wide" />
      </div>
    </div>
  );
}

function Lists({ address, facets, only, where }: CatalogueFacetsProps & { where: string }) {
  return (
    <nav aria-label={where === 'wide' ? 'Filters' : 'Filters, folded'} className="grid gap-6">
      {only !== null && (
        <Link
          href={catalogueHref(address, { server: undefined })}
          prefetch={false}
          className="flex min-h-8 items-center justify-between gap-2 rounded-2 bg-accent-tint px-2 text-13 text-accent-ink no-underline"
        >
          <span className="min-w-0 truncate">
            Only <ForeignText text={only} />
          </span>
          <Icon name="x" size={14} />
        </Link>
      )}
      {facets
        .filter(({ values }) => values.length > 0)
        .map(({ name, title, values }) => (
          <section key={name} aria-labelledby={`${where}-${name}`}>
            <h2 id={`${where}-${name}`} className="mb-1 px-2 text-12 font-medium text-ink-3">
              {title}
            </h2>
            <ul className="grid gap-0.5">
              {values.map(({ value, label, count }) => {
                const on = address[name] === value;
                return (
                  <li key={value}>
                    <Link
                      href={catalogueHref(address, { [name]: on ? undefined : value })}
                      prefetch={false}
                      aria-current={on ? 'true' : undefined}
                      className="flex min-h-7 items-center justify-between gap-2 rounded-2 px-2 text-13 text-ink-2 no-underline hover:bg-hover aria-[current]:bg-accent-tint aria-[current]:font-medium aria-[current]:text-accent-ink"
                    >
                      <span className="flex min-w-0 items-center gap-2">
                        {name === 'class' && <RiskGlyph riskClass={value as RiskClass} size="sm" />}
                        {label}
                      </span>
                      {on ? (
                        <Icon name="x" size={14} />
                      ) : (
                        count !== undefined && <span className="text-12 text-ink-3">{inDigits(count)}</span>
                      )}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
    </nav>
  );
}
