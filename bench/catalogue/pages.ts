/** How soon the first byte of the public pages comes, from the product as it is started, over the index that was just made. */

import { Agent, get } from 'node:http';
import { pool } from '@/lib/db';
import { serverPath, toolPath } from '@/lib/registry';
import { startProduct } from '../../e2e/product';
import { type Figure, median, told } from '../figures';

const rounds = 25;
/** Next answers it without rendering: what a request costs by itself. */
const trivial = '/policy.schema.json';

export async function firstBytes(databaseUrl: string, on: (name: string) => string): Promise<Figure[]> {
  const paths = await publicPages();
  const product = await startProduct({ env: { DATABASE_URL: databaseUrl } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const times = new Map<string, number[]>([trivial, ...paths].map((path) => [path, []]));
    // The first round loads each page's code, and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [path, taken] of times) {
        const milliseconds = await firstByte(agent, product.url + path);
        if (round > 0) taken.push(milliseconds);
      }
    }
    const of = (path: string) => median(times.get(path) ?? []);
    return [
      told(on(`first byte of ${trivial}, which is not rendered`), of(trivial), ' ms'),
      ...paths.flatMap((path, at) => [
        told(on(`first byte of ${kinds[at]}`), of(path), ' ms'),
        told(on(`the same, against ${trivial}`), of(path) / of(trivial), ' times'),
      ]),
    ];
  } finally {
    agent.destroy();
    await product.stop();
  }
}

const kinds = [
  'the catalogue',
  'a search in it',
  'its Destructive tools',
  'a server',
  'a tool',
  'the risk classes',
  'a risk class',
  'the attacks',
  'an attack',
  'the guide',
];

async function publicPages(): Promise<string[]> {
  const { rows } = await pool().query<{ server: string; tool: string }>(
    `SELECT s."name" AS "server", t."name" AS "tool" FROM "IndexTool" t JOIN "IndexServer" s ON s."id" = t."serverId"
ORDER BY t."popularity" DESC, t."id" LIMIT 1`,
  );
  const { server = '', tool = '' } = rows[0] ?? {};
  return [
    '/catalogue',
    '/catalogue?q=delete+file',
    '/catalogue?view=tools&class=Destructive',
    serverPath(server),
    toolPath(server, tool),
    '/risk',
    '/risk/execute',
    '/attacks',
    '/attacks/tool-poisoning',
    '/guide',
  ];
}

function firstByte(agent: Agent, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    get(url, { agent }, (response) => {
      response.once('data', () => {
        const taken = performance.now() - begun;
        response.once('end', () =>
          response.statusCode === 200
            ? resolve(taken)
            : reject(new Error(`${url} answered ${response.statusCode}.`)),
        );
        response.resume();
      });
    }).once('error', reject);
  });
}
