import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/card';
import { ForeignText } from '@/components/ui/foreign-text';
import { type CatalogueAddress, catalogueHref, type UnknownFilter } from './address';
import type { IndexSize } from './shapes';

/** A search without a hit, and the ways on from it. */
export function NothingFound({ address, size }: { address: CatalogueAddress; size: IndexSize }) {
  if (size.servers === 0) {
    return (
      <EmptyState icon="search" title="The index is empty">
        Whoever runs this Sallyport fills it with <code>sallyport import registry</code>.
      </EmptyState>
    );
  }
  const { q, part, view } = address;
  const bare = { class: undefined, category: undefined, signal: undefined, server: undefined };
  const hasFilter = Object.keys(bare).some((name) => address[name as keyof typeof bare] !== undefined);
  return (
    <EmptyState
      icon="search"
      title="Nothing matches"
      action={
        <>
          {q && (
            <Way
              to={catalogueHref(address, { part: !part })}
              label={part ? 'Search all words' : 'Look inside names'}
            />
          )}
          {q && hasFilter && <Way to={catalogueHref(address, bare)} label="Search without filters" />}
          {view === 'tools' ? (
            <Way
              to={catalogueHref(address, { view: 'servers', server: undefined })}
              label="Search the servers"
            />
          ) : (
            <Way to={catalogueHref(address, { view: 'tools' })} label="Search the tools" />
          )}
          <Way to="/catalogue" label="Clear the search" />
        </>
      }
    >
      {q === ''
        ? 'Nothing has all of these filters.'
        : part
          ? 'No name holds that. Fewer letters, or fewer filters, find more.'
          : 'Every word has to occur. Fewer words, or fewer filters, find more.'}
    </EmptyState>
  );
}

const kinds: Record<UnknownFilter['name'], string> = {
  view: 'There is no view',
  part: 'Part of a name is “on” or left out, not',
  class: 'There is no risk class',
  category: 'There is no category',
  signal: 'There is no signal',
  server: 'There is no server',
  after: 'There is no page',
};

/** The address asks for what there is not: said plainly, so that nobody takes everything for an answer. */
export function NotThere({
  address,
  unknown,
}: {
  address: CatalogueAddress;
  unknown: readonly UnknownFilter[];
}) {
  return (
    <EmptyState
      icon="search"
      title="The address asks for what there is not"
      action={
        <>
          <Way
            to={catalogueHref(address, {})}
            label={unknown.length === 1 ? 'Search without it' : 'Search without them'}
          />
          <Way to="/catalogue" label="Clear the search" />
        </>
      }
    >
      <div role="status">
        <ul className="grid gap-1">
          {unknown.map(({ name, value }) => (
            <li key={name} className="[overflow-wrap:anywhere]">
              {name === 'signal' && address.view === 'servers'
                ? 'Servers have no signals, tools do: not'
                : kinds[name]}{' '}
              “
              <ForeignText text={value} />
              ”.
            </li>
          ))}
        </ul>
      </div>
      {unknown.some(({ name }) => name === 'class' || name === 'category' || name === 'signal') && (
        <p className="mt-1">What there is stands among the filters.</p>
      )}
    </EmptyState>
  );
}

function Way({ to, label }: { to: string; label: string }) {
  return (
    <ButtonLink href={to} prefetch={false}>
      {label}
    </ButtonLink>
  );
}
