import { readFileSync } from 'node:fs';
import { type RiskClass, riskClasses } from '@/lib/policy';
import type { ToolDefinition } from '@/lib/risk';

/** One line of the file that is measured, and what is known about its class. */
export type Sample = {
  tool: ToolDefinition;
  /** Servers that publish largely the same tools are one family: none of them is measured with what another taught. */
  family: string;
  /** The publisher's readOnlyHint, which is a label here and never seen by the classifier. */
  readOnly?: boolean;
  destructive?: boolean;
  /** Read by hand: in the file itself. */
  class?: RiskClass;
  /** Read by hand by the boundaries that lib/risk/index.ts states: in labels.json of this folder, as [server, tool, class]. */
  label?: RiskClass;
};

type Line = {
  server: string;
  tool: string;
  title?: string | null;
  description?: string | null;
  inputSchema?: ToolDefinition['inputSchema'];
  annotations?: { readOnlyHint?: boolean; destructiveHint?: boolean } | null;
  class?: string | null;
};

export function loadSamples(file: string, labelsFile = new URL('labels.json', import.meta.url)): Sample[] {
  const labels = new Map<string, RiskClass>();
  for (const [server, tool, riskClass] of JSON.parse(readFileSync(labelsFile, 'utf8')) as string[][]) {
    labels.set(`${server}\n${tool}`, asClass(riskClass) as RiskClass);
  }
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
  const families = familiesOf(lines);
  return lines.map((line) => ({
    tool: {
      server: line.server,
      name: line.tool,
      title: line.title ?? undefined,
      description: line.description ?? undefined,
      inputSchema: line.inputSchema,
    },
    family: families.get(line.server) as string,
    readOnly: line.annotations?.readOnlyHint,
    destructive: line.annotations?.destructiveHint,
    class: asClass(line.class),
    label: labels.get(`${line.server}\n${line.tool}`),
  }));
}

function asClass(name: string | null | undefined): RiskClass | undefined {
  return riskClasses.find((riskClass) => riskClass === name);
}

/** Servers that share three tool names and a third of the smaller one's, or a word of their own in the name, belong together. */
function familiesOf(lines: Line[]): Map<string, string> {
  const names = new Map<string, Set<string>>();
  for (const { server, tool } of lines) names.set(server, (names.get(server) ?? new Set()).add(tool));
  const family = new Map<string, string>([...names.keys()].map((server) => [server, server]));
  const rootOf = (server: string): string => {
    const up = family.get(server) as string;
    return up === server ? server : rootOf(up);
  };
  const servers = [...names.keys()].sort();
  for (const [index, a] of servers.entries()) {
    for (const b of servers.slice(index + 1)) {
      const [small, large] = [names.get(a) as Set<string>, names.get(b) as Set<string>].sort(
        (x, y) => x.size - y.size,
      );
      let shared = 0;
      for (const name of small as Set<string>) if ((large as Set<string>).has(name)) shared++;
      const alike =
        (shared >= 3 && shared * 3 >= (small as Set<string>).size) || publisherOf(a) === publisherOf(b);
      if (alike) family.set(rootOf(b), rootOf(a));
    }
  }
  return new Map(servers.map((server) => [server, rootOf(server)]));
}

/** `docker:okta-mcp-server`, `okta/okta-mcp-server` and `toolsdk:@okta/mcp` are one publisher. */
function publisherOf(server: string): string {
  const bare = server.replace(/^(docker|toolsdk):/, '').replace(/^@/, '');
  return bare.split(/[/-]/).filter((part) => !['mcp', 'server', 'api', 'remote'].includes(part))[0] ?? bare;
}
