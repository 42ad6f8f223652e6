import { CataloguePage, catalogueLead } from '@/components/catalogue';
import { indexSize, readSlug, searchServers, searchTools, serverOf } from '@/lib/registry';
import { head } from '../head';
import { Structured } from '../structured';
import { facetsOf } from './facets';
import { readAddress } from './read-address';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props) {
  const { q } = readAddress(await searchParams).address;
  const isPlain = Object.keys(await searchParams).length === 0;
  return head({
    title: q ? `${q} · Catalogue` : 'Catalogue of MCP tools and their risk',
    description: catalogueLead,
    path: '/catalogue',
    ...(isPlain && { markdown: '/catalogue.md' }),
    noIndex: !isPlain,
  });
}

export default async function CatalogueIndexPage({ searchParams }: Props) {
  const { address, unknown } = readAddress(await searchParams);
  const words = address.q === '' ? {} : address.part ? { part: address.q } : { words: address.q };
  const { class: riskClass, category, signal, after } = address;
  const query = {
    ...words,
    ...(riskClass && { class: riskClass }),
    ...(category && { category }),
    ...(after && { after }),
  };
  const only = address.view === 'tools' && address.server ? readSlug(address.server) : null;
  const [found, size, server] = await Promise.all([
    address.view === 'servers'
      ? searchServers(query).then((page) => ({ kind: 'servers' as const, page }))
      : searchTools({ ...query, ...(signal && { signal }), ...(only && { serverKey: only }) }).then(
          (page) => ({
            kind: 'tools' as const,
            page,
          }),
        ),
    indexSize(),
    only ? serverOf(only) : null,
  ]);
  const { page } = found;
  const isNobody = only !== null && server === null;
  return (
    <>
      <CataloguePage
        address={isNobody ? { ...address, server: undefined } : address}
        unknown={isNobody ? [...unknown, { name: 'server', value: only }] : unknown}
        found={
          found.kind === 'tools'
            ? { kind: 'tools', items: found.page.items }
            : { kind: 'servers', items: found.page.items }
        }
        total={page.total}
        nextAfter={page.nextAfter}
        facets={facetsOf(address, page.counts)}
        only={server && (server.title ?? server.name)}
        size={size}
      />
      <Structured
        kind="CollectionPage"
        title="Catalogue"
        description={catalogueLead}
        crumbs={[{ href: '/catalogue', label: 'Catalogue' }]}
      />
    </>
  );
}
