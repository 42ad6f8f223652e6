/** Everything that a page of the catalogue can ask, drawn by chance: first pages and deep ones. */

import { riskClasses } from '@/lib/policy';
import {
  categories,
  classShares,
  indexSize,
  largestSurfaces,
  relatedServers,
  relatedTools,
  type ServerQuery,
  searchServers,
  searchTools,
  serverOf,
  serverTools,
  siblings,
  suggestWords,
  type ToolQuery,
  toolOf,
} from '@/lib/registry';
import { signalCodes } from '@/lib/risk';
import type { Chance } from './chance';
import { serverName, wordsOf } from './generate';

export type Question = { kind: string; ask: () => Promise<unknown> };
/** Where deep pages begin: places of rows at all depths, as `nextAfter` gives them. */
export type Depths = { tools: string[]; servers: string[] };
export type KnownTool = { server: string; name: string };

type Draw = (chance: Chance) => ToolQuery;

const words: [string, Draw][] = [
  ['a common word', (chance) => ({ words: `${wordsOf(chance).verb} ` })],
  ['a word', (chance) => ({ words: `${wordsOf(chance).word} ` })],
  ['a rare word', (chance) => ({ words: `${wordsOf(chance).rare} ` })],
  ['two common words', (chance) => ({ words: `${wordsOf(chance).verb} ${wordsOf(chance).noun} ` })],
  ['a common and a rare word', (chance) => ({ words: `${wordsOf(chance).verb} ${wordsOf(chance).rare} ` })],
  [
    'three words',
    (chance) => ({ words: `${wordsOf(chance).verb} ${wordsOf(chance).noun} ${wordsOf(chance).word} ` }),
  ],
  ['a word being typed', (chance) => ({ words: wordsOf(chance).noun.slice(0, 2 + chance.below(3)) })],
  [
    'two words, one being typed',
    (chance) => ({ words: `${wordsOf(chance).verb} ${wordsOf(chance).word.slice(0, 3)}` }),
  ],
  ['part of a name', (chance) => ({ part: wordsOf(chance).noun.slice(1, 3 + chance.below(3)) })],
  ['part of a rare name', (chance) => ({ part: wordsOf(chance).rare.slice(1, 5) })],
  ['no word', () => ({})],
];

const facets: [string, Draw][] = [
  ['', () => ({})],
  [', class', (chance) => ({ class: chance.pick(riskClasses) })],
  [', category', (chance) => ({ category: chance.pick(categories) })],
  [', signal', (chance) => ({ signal: chance.pick(signalCodes) })],
  [', class and signal', (chance) => ({ class: chance.pick(riskClasses), signal: chance.pick(signalCodes) })],
  [
    ', all facets',
    (chance) => ({
      class: chance.pick(riskClasses),
      category: chance.pick(categories),
      signal: chance.pick(signalCodes),
    }),
  ],
];

/** Each way to ask for tools and servers, first and deep, and each other page, `rounds` times. */
export function questions(
  chance: Chance,
  rounds: number,
  servers: number,
  depths: Depths,
  tools: readonly KnownTool[],
): Question[] {
  const all: Question[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [word, drawWord] of words) {
      for (const [facet, drawFacet] of facets) {
        const query = { ...drawWord(chance), ...drawFacet(chance) };
        const after = chance.pick(depths.tools);
        all.push({ kind: `tools: ${word}${facet}`, ask: () => searchTools(query) });
        all.push({ kind: `tools, deep: ${word}${facet}`, ask: () => searchTools({ ...query, after }) });
        if (facet.includes('signal')) continue;
        const ofServers: ServerQuery = query;
        const afterServer = chance.pick(depths.servers);
        all.push({ kind: `servers: ${word}${facet}`, ask: () => searchServers(ofServers) });
        all.push({
          kind: `servers, deep: ${word}${facet}`,
          ask: () => searchServers({ ...ofServers, after: afterServer }),
        });
      }
    }
    all.push(...others(chance, servers, tools));
  }
  return all;
}

function others(chance: Chance, servers: number, tools: readonly KnownTool[]): Question[] {
  const name = serverName(chance.below(servers));
  const tool = chance.pick(tools);
  const riskClass = chance.pick(riskClasses);
  return [
    { kind: 'tools of a server', ask: () => searchTools({ serverKey: name }) },
    {
      kind: 'tools of a server, a word',
      ask: () => searchTools({ serverKey: name, words: wordsOf(chance).verb }),
    },
    { kind: 'a server', ask: () => serverOf(name) },
    { kind: 'definitions of a server', ask: () => serverTools(name) },
    { kind: 'servers like it', ask: () => relatedServers(name) },
    { kind: 'a tool', ask: () => toolOf(tool.server, tool.name) },
    { kind: 'tools beside it', ask: () => siblings(tool.server, tool.name) },
    { kind: 'tools like it', ask: () => relatedTools(tool.server, tool.name) },
    { kind: 'shares of the classes', ask: () => classShares() },
    { kind: 'largest surfaces', ask: () => largestSurfaces(riskClass) },
    { kind: 'size of the index', ask: () => indexSize() },
    { kind: 'words that are suggested', ask: () => suggestWords(wordsOf(chance).noun.slice(0, 2)) },
  ];
}
