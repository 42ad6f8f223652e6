import { many, ServerPage } from '@/components/catalogue';
import { crumbsData, JsonLd } from '@/components/public/json-ld';
import { plainly } from '@/components/ui/foreign-text';
import { indexSize, relatedServers, searchTools } from '@/lib/registry';
import { head, originHere } from '../../head';
import { serverHere } from '../here';
import { starterPolicy } from '../starter';

type Props = { params: Promise<{ server: string }> };

export async function generateMetadata({ params }: Props) {
  const server = await serverHere((await params).server);
  const name = plainly(server.title ?? server.name);
  const grave = server.byClass.Destructive + server.byClass.Financial + server.byClass.Execute;
  return head({
    title: `${name}: tools and their risk`,
    description: `${many(server.toolCount, 'tool')} of ${name}, ${grave} of them Execute, Destructive or Financial: what can go wrong, and a starter policy.`,
    path: server.path,
    markdown: `${server.path}.md`,
  });
}

export default async function CatalogueServerPage({ params }: Props) {
  const server = await serverHere((await params).server);
  const [policy, tools, related, size, origin] = await Promise.all([
    starterPolicy(server.name),
    searchTools({ serverKey: server.name, limit: 25 }),
    relatedServers(server.name),
    indexSize(),
    originHere(),
  ]);
  const crumbs = [
    { href: '/catalogue', label: 'Catalogue' },
    { href: server.path, label: server.title ?? server.name },
  ];
  return (
    <>
      <ServerPage
        server={server}
        policy={policy}
        tools={tools.items}
        hasMore={tools.nextAfter !== null}
        related={related}
        size={size}
      />
      <JsonLd
        data={{
          '@type': 'SoftwareApplication',
          name: server.title ?? server.name,
          description: server.description,
          applicationCategory: 'MCP server',
          ...(server.version && { softwareVersion: server.version }),
        }}
      />
      <JsonLd data={crumbsData(origin, crumbs)} />
    </>
  );
}
