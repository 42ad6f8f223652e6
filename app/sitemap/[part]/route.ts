import { guidePages } from '@/components/guide';
import { attackPatterns } from '@/lib/attacks';
import { riskClasses } from '@/lib/policy';
import { indexedPaths } from '@/lib/registry';
import { nothingHere } from '../../(public)/head';
import { originOf, pathsPerPart, sitemap } from '../../sitemap.xml/map';

/** Told anew each time: a build knows neither the index nor the settings. */
export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ part: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { part } = await params;
  if (part === 'pages.xml') return sitemap(originOf(request), ownPages());
  const [, kind, page] = /^(servers|tools)-(\d{1,6})\.xml$/.exec(part) ?? [];
  if (kind === undefined) return nothingHere();
  const entries = await indexedPaths({
    kind: kind === 'servers' ? 'servers' : 'tools',
    page: Number(page),
    perPage: pathsPerPart,
  });
  return entries.length === 0 ? nothingHere() : sitemap(originOf(request), entries);
}

function ownPages(): { path: string }[] {
  const paths = [
    '/',
    '/catalogue',
    '/risk',
    ...riskClasses.map((name) => `/risk/${name.toLowerCase()}`),
    '/attacks',
    ...attackPatterns.map(({ slug }) => `/attacks/${slug}`),
    ...guidePages.map(({ path }) => path),
    '/contact',
  ];
  return paths.map((path) => ({ path }));
}
