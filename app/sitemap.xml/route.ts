import { pagesOfPaths } from '@/lib/registry';
import { originOf, pathsPerPart, sitemapIndex } from './map';

// The index is read when it is asked for: no database runs while the product is built.
export const dynamic = 'force-dynamic';

/** The parts of the sitemap: our own pages, then servers and tools of the index in parts of a fixed size. */
export async function GET(request: Request): Promise<Response> {
  const [servers, tools] = await Promise.all([
    pagesOfPaths('servers', pathsPerPart),
    pagesOfPaths('tools', pathsPerPart),
  ]);
  const parts = (kind: string, count: number) =>
    Array.from({ length: count }, (_, page) => ({ path: `/sitemap/${kind}-${page}.xml` }));
  return sitemapIndex(originOf(request), [
    { path: '/sitemap/pages.xml' },
    ...parts('servers', servers),
    ...parts('tools', tools),
  ]);
}
