/** What the servers of a client's configuration can do: told by the index, or by themselves. */

import { type ClientEntry, packageOf } from '@/lib/clients';
import { type RiskClass, riskClasses } from '@/lib/policy';
import { gravestOf, packageReach, type Reach, serverReachedBy, urlReach } from '@/lib/registry';
import { classify, poisoning, type Severity } from '@/lib/risk';
import { type Asked, askServer, type Discovery } from './ask';

export type CheckedTool = {
  name: string;
  class: RiskClass;
  severity: Severity;
  summary: string;
  isSuspicious: boolean;
};

export type CheckedServer = {
  name: string;
  transport: ClientEntry['transport'];
  /** What it is started or reached by, without arguments and credentials. */
  means: string;
  isDisabled: boolean;
  /** The name in the index. */
  indexed: string | null;
  /** The registry has deleted it, as it does with malware. */
  isDeleted: boolean;
  source: 'index' | 'discovery' | null;
  /** Why nothing is known. */
  problem: string | null;
  /** The gravest first. */
  tools: CheckedTool[];
};

export async function checkServer(
  entry: ClientEntry,
  discovery: Discovery | undefined,
): Promise<CheckedServer> {
  const reaches = reachesOf(entry);
  const found = await serverReachedBy(reaches);
  const server: CheckedServer = {
    name: entry.name,
    transport: entry.transport,
    means: meansOf(entry, reaches),
    isDisabled: entry.disabled,
    indexed: found?.name ?? null,
    isDeleted: found?.isDeleted ?? false,
    source: null,
    problem: null,
    tools: [],
  };
  if (server.isDeleted) return { ...server, problem: 'the registry has deleted it, as it does with malware' };
  if (found !== null && found.toolCount > 0) {
    return { ...server, source: 'index', tools: await indexedTools(found.name) };
  }
  if (discovery === undefined) {
    const why = found === null ? 'it is not in the index' : 'the index does not know its tools';
    return { ...server, problem: `${why}; --discover asks the server itself` };
  }
  const asked = await askServer(entry, discovery);
  if (!asked.ok) return { ...server, problem: asked.why };
  return { ...server, source: 'discovery', tools: judged(entry.name, asked) };
}

/** The riskiest first; those of which nothing is known before those that are known to be harmless. */
export function riskiestFirst(servers: readonly CheckedServer[]): CheckedServer[] {
  return [...servers].sort((a, b) => riskOf(b) - riskOf(a) || b.tools.length - a.tools.length);
}

export function worstOf({ tools }: CheckedServer): RiskClass | null {
  return riskClasses.findLast((name) => tools.some((tool) => tool.class === name)) ?? null;
}

export function countsOf({ tools }: CheckedServer): Record<RiskClass, number> {
  const count = (name: RiskClass) => tools.filter((tool) => tool.class === name).length;
  return Object.fromEntries(riskClasses.map((name) => [name, count(name)])) as Record<RiskClass, number>;
}

function riskOf(server: CheckedServer): number {
  if (server.isDeleted) return 100;
  if (server.tools.some(({ isSuspicious }) => isSuspicious)) return 50;
  const worst = worstOf(server);
  return worst === null ? 2.5 : riskClasses.indexOf(worst) + 1;
}

async function indexedTools(name: string): Promise<CheckedTool[]> {
  const tools = await gravestOf(name, null, 2_000);
  return tools.map(({ hasFindings, ...tool }) => ({
    name: tool.name,
    class: tool.class,
    severity: tool.severity,
    summary: tool.summary,
    isSuspicious: hasFindings,
  }));
}

function judged(server: string, { tools }: Asked & { ok: true }): CheckedTool[] {
  const checked = tools.map((tool) => {
    const definition = { server, ...tool };
    const { class: riskClass, severity, rationale } = classify(definition);
    return {
      name: tool.name,
      class: riskClass,
      severity,
      summary: rationale,
      isSuspicious: poisoning(definition).length > 0,
    };
  });
  return checked.sort((a, b) => riskClasses.indexOf(b.class) - riskClasses.indexOf(a.class));
}

function reachesOf(entry: ClientEntry): Reach[] {
  const started = entry.command === undefined ? undefined : packageOf(entry.command, entry.args);
  const reaches = [
    entry.url === undefined ? null : urlReach(entry.url),
    started === undefined ? null : packageReach(started.type, started.identifier),
  ];
  return reaches.filter((reach) => reach !== null);
}

function meansOf(entry: ClientEntry, [reach]: Reach[]): string {
  if (reach !== undefined) return reach.kind === 'url' ? reach.key : `${reach.kind} ${reach.key}`;
  if (entry.command !== undefined) return entry.command;
  // What is not an address yet may hold anything: only what stands before a question mark is shown.
  return entry.url?.split(/[?#]/)[0] ?? '';
}
