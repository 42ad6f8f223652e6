import * as z from 'zod';
import { AppError } from '@/lib/errors';
import { riskClasses } from '@/lib/policy';
import {
  categories,
  classShares,
  indexSize,
  readSlug,
  searchServers,
  searchTools,
  serverOf,
  toolOf,
} from '@/lib/registry';
import { signalCodes } from '@/lib/risk';
import {
  CatalogueServer,
  CatalogueServers,
  CatalogueSize,
  CatalogueTool,
  CatalogueTools,
} from '../answers/catalogue';
import { nothing, openOperation } from '../operation';

const text = z.string().max(400).optional();
const limit = z.coerce.number().int().min(1).max(50).default(25);
const serversQuery = z.strictObject({
  words: text.meta({ description: 'Every word must occur; the last also as a beginning.' }),
  part: text.meta({ description: 'A part of a word of the name, two characters or more.' }),
  class: z.enum(riskClasses).optional(),
  category: z.enum(categories).optional(),
  after: z.string().max(400).optional().meta({ description: '`nextAfter` of the page before.' }),
  limit,
});
const toolsQuery = serversQuery.extend({ signal: z.enum(signalCodes).optional() });
const OfServer = z.strictObject({
  server: z.string().max(4_096).meta({ description: 'As in the address of its page: `/` written as `~`.' }),
});
const OfTool = OfServer.extend({ tool: z.string().max(4_096) });

const pageOf = '`{ items, nextAfter, total: { count, isExact }, counts }`';

export const getCatalogue = openOperation({
  id: 'getCatalogue',
  path: '/catalogue',
  summary: 'How large the public catalogue is, and how its tools share out over the risk classes',
  params: nothing,
  query: nothing,
  gives: '`{ servers, tools, importedAt, classes }`.',
  answer: CatalogueSize,
  run: async () => ({ ...(await indexSize()), classes: await classShares() }),
});

export const searchCatalogueServers = openOperation({
  id: 'searchCatalogueServers',
  path: '/catalogue/servers',
  summary: 'Servers of the public catalogue, the most popular first',
  params: nothing,
  query: serversQuery,
  gives: `${pageOf}. \`class\`: offers at least one such tool.`,
  answer: CatalogueServers,
  run: ({ query }) => searchServers(query),
});

export const getCatalogueServer = openOperation({
  id: 'getCatalogueServer',
  path: '/catalogue/servers/{server}',
  summary: 'A server of the public catalogue, with its riskiest tools',
  params: OfServer,
  query: nothing,
  gives: 'The server: counts by class, packages, addresses, and `riskiest`, at most eight tools.',
  answer: CatalogueServer,
  run: async ({ params }) => (await serverOf(nameOf(params.server))) ?? missing('server'),
});

export const listCatalogueServerTools = openOperation({
  id: 'listCatalogueServerTools',
  path: '/catalogue/servers/{server}/tools',
  summary: 'The tools of a server of the public catalogue',
  params: OfServer,
  query: toolsQuery,
  gives: `${pageOf}.`,
  answer: CatalogueTools,
  run: async ({ params, query }) => {
    const serverKey = nameOf(params.server);
    if ((await serverOf(serverKey)) === null) return missing('server');
    return searchTools({ ...query, serverKey });
  },
});

export const getCatalogueTool = openOperation({
  id: 'getCatalogueTool',
  path: '/catalogue/servers/{server}/tools/{tool}',
  summary: 'A tool of the public catalogue: its class, why, and what is suspicious about it',
  params: OfTool,
  query: nothing,
  gives: 'The tool with `definition`, `judgement` (class, rationale, evidence, signals) and `findings`.',
  answer: CatalogueTool,
  run: async ({ params }) => (await toolOf(nameOf(params.server), nameOf(params.tool))) ?? missing('tool'),
});

export const searchCatalogueTools = openOperation({
  id: 'searchCatalogueTools',
  path: '/catalogue/tools',
  summary: 'Tools of the public catalogue, the most popular first',
  params: nothing,
  query: toolsQuery,
  gives: `${pageOf}. A count that would take long is an estimate, and a facet that is not known is left out.`,
  answer: CatalogueTools,
  run: ({ query }) => searchTools(query),
});

function nameOf(segment: string): string {
  return readSlug(segment) ?? missing('server or tool');
}

function missing(what: string): never {
  throw new AppError('not_found', `There is no such ${what} in the catalogue.`);
}
