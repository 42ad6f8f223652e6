/**
 * The order of the index. The registry counts no downloads, so the order is told from what is known: servers whose tools
 * were looked at come first; among them those that can be installed or reached, name their source and are kept up.
 */

const year = 31_557_600_000;

/**
 * Of a server whose tools are not known: above 0, below 100. INVARIANT: `withTools` is above that, so that it can be added
 * in SQL, once, whatever was added before.
 */
export function popularityOf(server: {
  isDeprecated: boolean;
  repository: string | null;
  websiteUrl: string | null;
  packages: number;
  remotes: number;
  versions: number;
  changedAt: Date | null;
  now: Date;
}): number {
  const age =
    server.changedAt === null ? 3 : Math.max(0, (server.now.getTime() - server.changedAt.getTime()) / year);
  return (
    10 +
    (server.isDeprecated ? -6 : 0) +
    (server.repository === null ? 0 : 1) +
    (server.websiteUrl === null ? 0 : 0.5) +
    Math.min(2, server.packages) * 0.5 +
    Math.min(2, server.remotes) * 0.5 +
    Math.log2(1 + Math.min(100, server.versions)) * 0.5 +
    2 / (1 + age)
  );
}

export const withTools = 1_000;

/** SQL. The popularity of a tool: the first tools of every server come before the tenth of any. */
export const toolPopularitySql = (ofServer: string, position: string) =>
  `(${ofServer})::float8 - 0.5 * ln((1 + ${position})::float8) / ln(2::float8)`;
