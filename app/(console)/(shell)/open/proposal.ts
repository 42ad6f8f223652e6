import { attackPattern } from '@/lib/attacks';
import { print, recommend } from '@/lib/policy';
import { readSlug, serverOf, serverTools, toolOf } from '@/lib/registry';

export type OpenKeys = {
  server?: string | undefined;
  tool?: string | undefined;
  attack?: string | undefined;
};

/** A policy of the public pages, made anew from what they are made of: an address carries keys, never a policy. */
export type Served = {
  key: string;
  title: string;
  address: string | null;
  /** Names of the packages that start it: `@acme/server`. */
  packages: string[];
  toolCount: number;
};

export type Proposal = {
  /** Of the new policy. */
  name: string;
  text: string;
  /** Where it was seen. */
  path: string;
  /** The tool to begin with. */
  tool: string | null;
  /** The server of the index that it was written for. */
  served: Served | null;
};

export async function proposalOf({ server, tool, attack }: OpenKeys): Promise<Proposal | null> {
  if (attack !== undefined) {
    const pattern = attackPattern(attack);
    if (!pattern) return null;
    return {
      name: `Against ${pattern.title.toLowerCase()}`,
      text: print(pattern.policy),
      path: `/attacks/${pattern.slug}`,
      tool: null,
      served: null,
    };
  }
  const key = server === undefined ? null : readSlug(server);
  const found = key === null ? null : await serverOf(key);
  if (found === null) return null;
  const title = plain(found.title ?? found.name);
  const served = {
    key: found.name,
    title,
    address: found.remotes.find(({ url }) => /^https?:\/\/[^{}]+$/.test(url))?.url ?? null,
    packages: found.packages.map(({ identifier }) => identifier),
    toolCount: found.toolCount,
  };
  if (tool === undefined) {
    const text = print(recommend(await serverTools(found.name)));
    return { name: cut(`${title} policy`), text, path: found.path, tool: null, served };
  }
  const name = readSlug(tool);
  const one = name === null ? null : await toolOf(found.name, name);
  if (one === null) return null;
  return {
    name: cut(`${title}: ${plain(one.name)}`),
    text: print(recommend([{ name: one.name, class: one.class }])),
    path: one.path,
    tool: one.name,
    served,
  };
}

/** What a policy or a server may be called: no control or format characters, at most 120 of them. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').trim() || 'Server';
}

function cut(text: string): string {
  return [...text].slice(0, 100).join('');
}
