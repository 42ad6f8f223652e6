/** Servers and tools that nobody has made, as many as the public registry may have one day: the same ones every time. */

import type { Line, RawRecord } from '@/lib/registry';
import { type Chance, chanceOf } from './chance';

const verbs =
  'get list search create update delete find fetch send read write add remove query run set check describe export import start stop upload download move copy validate generate convert analyze cancel approve archive assign close deploy disable enable execute invite lock merge publish purge refund pay transfer restart revoke rotate schedule scan share subscribe sync tag test trigger unlock watch'.split(
    ' ',
  );
const nouns =
  'file issue user message document project task page event order customer report account image record branch repository pull_request comment invoice payment table database row column query schema folder bucket object cluster pod deployment service container instance volume network rule policy role permission token key secret certificate alert incident metric log trace dashboard chart dataset pipeline job workflow run build release package version tag label board card sprint milestone calendar meeting reminder contact lead deal campaign email channel thread conversation call recording transcript video audio song playlist product cart coupon shipment inventory warehouse supplier contract signature form survey response ticket article category template snippet function endpoint webhook integration connection session device sensor location route map weather forecast flight hotel booking ticket_price stock portfolio trade position balance wallet transaction block contract_call gene protein paper citation patient appointment prescription course lesson student grade quiz game player score match team season symbol file_system screenshot element browser tab cookie form_field'.split(
    ' ',
  );
const qualifiers =
  'by_id all recent batch status details history summary v2 bulk async draft public private archived'.split(
    ' ',
  );
const syllables =
  'ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no pa pe pi po ra re ri ro ru sa se si so ta te ti to va ve vi vo za zo'.split(
    ' ',
  );
const fillers =
  'the a of to and in for with from by on this that returns given name list value all new using data specified current when each single optional'.split(
    ' ',
  );
const parameters =
  'id name query limit offset url path email amount currency sql command force dry_run ids filter body html title'.split(
    ' ',
  );

/** Words that sound like products and jargon. The first are the common ones. */
export const jargon = jargonOf(20_000);
export const toolsOfServer = 20;

export function* registryRecords(servers: number): Generator<RawRecord> {
  for (let at = 0; at < servers; at++) {
    yield { ok: true, number: at + 1, bytes: Buffer.from(JSON.stringify(entryOf(at))) };
  }
}

export function* toolLines(servers: number): Generator<Line> {
  for (let at = 0; at < servers; at++) {
    const chance = chanceOf(at * 2 + 1);
    const server = serverName(at);
    const topic = [chance.common(nouns), chance.common(nouns), chance.common(nouns)];
    const names = new Set<string>();
    while (names.size < toolsOfServer) names.add(toolName(chance, topic));
    let number = at * toolsOfServer;
    for (const tool of names)
      yield { number: ++number, bytes: Buffer.from(JSON.stringify(toolOf(chance, server, tool))) };
  }
}

export function serverName(at: number): string {
  const chance = chanceOf(at + 77_000_000);
  const [owner, what] = [chance.pick(jargon), chance.common(jargon)];
  return `io.github.${owner}/${what}-${chance.common(nouns).replace('_', '-')}-${at.toString(36)}`;
}

/** What somebody types: words that are common, less so, or rare. */
export function wordsOf(chance: Chance): { verb: string; noun: string; word: string; rare: string } {
  return {
    verb: chance.common(verbs),
    noun: chance.common(nouns).replace('_', ' '),
    word: chance.common(jargon),
    rare: chance.pick(jargon),
  };
}

function entryOf(at: number): unknown {
  const chance = chanceOf(at * 2);
  const name = serverName(at);
  const time = new Date(Date.UTC(2025, 0, 1) + chance.below(600) * 86_400_000).toISOString();
  return {
    server: {
      name,
      description: sentence(chance, 10).slice(0, 100),
      version: `${chance.below(4)}.${chance.below(20)}.${chance.below(9)}`,
      ...(chance.next() < 0.8 && { repository: { url: `https://example.com/${name}`, source: 'github' } }),
      ...(chance.next() < 0.7 && {
        packages: [
          { registryType: chance.next() < 0.6 ? 'npm' : 'pypi', identifier: name.replace('/', '-') },
        ],
      }),
      ...(chance.next() < 0.4 && {
        remotes: [{ type: 'streamable-http', url: `https://${at}.example.com/mcp` }],
      }),
    },
    _meta: {
      'io.modelcontextprotocol.registry/official': {
        status: chance.next() < 0.97 ? 'active' : 'deprecated',
        isLatest: true,
        publishedAt: time,
        updatedAt: time,
      },
    },
  };
}

function toolName(chance: Chance, topic: readonly string[]): string {
  const noun = chance.next() < 0.7 ? chance.pick(topic) : chance.common(nouns);
  const base = `${chance.common(verbs)}_${noun}`;
  if (chance.next() < 0.6) return base;
  return `${base}_${chance.next() < 0.7 ? chance.common(qualifiers) : chance.common(jargon)}`;
}

function toolOf(chance: Chance, server: string, tool: string): unknown {
  const properties: Record<string, unknown> = {};
  for (let count = chance.below(6); count >= 0; count--) {
    properties[chance.common(parameters)] = { type: 'string', description: sentence(chance, 6) };
  }
  return {
    server,
    tool,
    description: `${tool.replaceAll('_', ' ')}. ${sentence(chance, 8 + chance.below(25))}`,
    inputSchema: { type: 'object', properties, required: Object.keys(properties).slice(0, 1) },
    ...(chance.next() < 0.3 && { annotations: { openWorldHint: chance.next() < 0.5 } }),
  };
}

function sentence(chance: Chance, length: number): string {
  const words: string[] = [];
  for (let at = 0; at < length; at++) {
    const dice = chance.next();
    words.push(dice < 0.4 ? chance.pick(fillers) : dice < 0.6 ? chance.common(nouns) : chance.common(jargon));
  }
  return `${words.join(' ').replaceAll('_', ' ')}.`;
}

function jargonOf(count: number): string[] {
  const chance = chanceOf(4_711);
  const words = new Set<string>();
  while (words.size < count) {
    words.add(Array.from({ length: 2 + chance.below(3) }, () => chance.pick(syllables)).join(''));
  }
  return [...words];
}
