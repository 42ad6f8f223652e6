import Link from 'next/link';
import { Hero, PageFrame } from '@/components/public/page-frame';
import { buttonLook } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { type CatalogueAddress, catalogueHref, type UnknownFilter } from './address';
import { CatalogueFacets, type Facet } from './catalogue-facets';
import { NothingFound, NotThere } from './nothing-found';
import { ServerRows } from './server-rows';
import { type IndexSize, inDigits, many, type ServerShown, type ToolShown } from './shapes';
import { ToolRows } from './tool-rows';

type CataloguePageProps = {
  address: CatalogueAddress;
  /** What the address asks for besides and there is not: nothing is shown then. */
  unknown: readonly UnknownFilter[];
  found: { kind: 'tools'; items: readonly ToolShown[] } | { kind: 'servers'; items: readonly ServerShown[] };
  total: { count: number; isExact: boolean };
  nextAfter: string | null;
  facets: readonly Facet[];
  /** The server that alone is looked at, as it is called. */
  only: string | null;
  size: IndexSize;
};

export const catalogueLead =
  'Look a tool up: what it does, how dangerous it is and why, which attacks abuse it, and the policy that controls it.';

export function CataloguePage(props: CataloguePageProps) {
  const { address, unknown, facets, only, size } = props;
  return (
    <PageFrame className="pt-8 pb-16 sm:pt-12">
      <main id="content" tabIndex={-1} className="outline-none">
        <Hero title="Catalogue" lead={catalogueLead} />
        <Search address={address} size={size} />
        <div className="mt-8 grid gap-x-10 gap-y-6 lg:grid-cols-[232px_minmax(0,1fr)]">
          <CatalogueFacets address={address} facets={facets} only={only} />
          <section aria-label="Results" className="min-w-0">
            {unknown.length > 0 ? <NotThere address={address} unknown={unknown} /> : <Results {...props} />}
          </section>
        </div>
      </main>
    </PageFrame>
  );
}

function Results({ address, found, total, nextAfter, only, size }: CataloguePageProps) {
  const thing = found.kind === 'tools' ? 'tool' : 'server';
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-13 text-ink-2">
          {total.isExact ? '' : 'About '}
          {many(total.count, thing)}
          {address.after && ', further on'}
        </p>
        <nav aria-label="Tools or servers" className="flex gap-1">
          <ViewLink address={address} view="tools" label="Tools" />
          <ViewLink address={address} view="servers" label="Servers" />
        </nav>
      </div>
      {found.items.length === 0 ? (
        <NothingFound address={address} size={size} />
      ) : found.kind === 'tools' ? (
        <ToolRows tools={found.items} withoutServer={only !== null} />
      ) : (
        <ServerRows servers={found.items} />
      )}
      <nav aria-label="Pages" className="mt-4 flex flex-wrap gap-2">
        {address.after && (
          <ButtonLink href={catalogueHref(address, {})} prefetch={false} size="lg" icon="arrow-left">
            First page
          </ButtonLink>
        )}
        {nextAfter && (
          <ButtonLink
            href={catalogueHref(address, { after: nextAfter })}
            prefetch={false}
            rel="next"
            size="lg"
            trailing="arrow-right"
            className="ml-auto"
          >
            Next page
          </ButtonLink>
        )}
      </nav>
    </>
  );
}

function Search({ address, size }: { address: CatalogueAddress; size: IndexSize }) {
  const kept = Object.entries({
    view: address.view === 'servers' ? 'servers' : undefined,
    class: address.class,
    category: address.category,
    signal: address.signal,
    server: address.server,
  });
  return (
    <search className="mt-6 block">
      <form action="/catalogue" className="flex flex-wrap items-center gap-2">
        {kept.map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
        <span className="relative min-w-0 flex-1 basis-64 max-sm:basis-full">
          <Icon
            name="search"
            className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
          />
          <input
            type="search"
            name="q"
            defaultValue={address.q}
            maxLength={200}
            aria-label="Words of a tool or server"
            placeholder={`Search ${inDigits(size.tools)} tools`}
            className="h-10 w-full rounded-2 border border-field bg-surface pr-3 pl-9 text-14 focus-visible:border-accent focus-visible:outline-offset-0"
          />
        </span>
        <label className="flex h-10 items-center gap-2 whitespace-nowrap text-13 text-ink-2 max-sm:flex-1">
          <input type="checkbox" name="part" defaultChecked={address.part} className="size-4" />
          Part of a name
        </label>
        <button type="submit" data-edge="" className={buttonLook({ variant: 'primary', size: 'xl' }, 'h-10')}>
          Search
        </button>
      </form>
    </search>
  );
}

type ViewLinkProps = { address: CatalogueAddress; view: CatalogueAddress['view']; label: string };

function ViewLink({ address, view, label }: ViewLinkProps) {
  const here = address.view === view;
  return (
    <Link
      href={catalogueHref(address, { view, ...(view === 'servers' && { server: undefined }) })}
      prefetch={false}
      aria-current={here ? 'true' : undefined}
      className={cx(
        'inline-flex h-8 items-center rounded-2 px-3 text-13 no-underline',
        here ? 'bg-sunken font-medium text-ink inset-ring inset-ring-line' : 'text-ink-2 hover:bg-hover',
      )}
    >
      {label}
    </Link>
  );
}
