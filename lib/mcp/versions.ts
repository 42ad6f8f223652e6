/** The protocol's versions and the two generations that they belong to. */

/** Oldest first. Source: modelcontextprotocol.io/specification, its versions. */
export const legacyVersions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;
export const modernVersions = ['2026-07-28'] as const;
export type ProtocolVersion = (typeof legacyVersions)[number] | (typeof modernVersions)[number];

/** legacy: `initialize` and sessions. modern: stateless, every request says its version. */
export type Generation = 'legacy' | 'modern';

export const newestLegacy = '2025-11-25';
export const newestModern = '2026-07-28';

/** undefined for a version that this product does not know: refuse it. */
export function generationOf(version: string): Generation | undefined {
  if ((legacyVersions as readonly string[]).includes(version)) return 'legacy';
  if ((modernVersions as readonly string[]).includes(version)) return 'modern';
  return undefined;
}

/** The newest of those offered that this product speaks, modern before legacy. */
export function bestVersion(offered: readonly string[]): ProtocolVersion | undefined {
  const known: readonly ProtocolVersion[] = [...legacyVersions, ...modernVersions];
  return known.findLast((version) => offered.includes(version));
}

/** Keys of `_meta` in the modern generation. Source: specification 2026-07-28, basic/versioning. */
export const metaKeys = {
  protocolVersion: 'io.modelcontextprotocol/protocolVersion',
  clientCapabilities: 'io.modelcontextprotocol/clientCapabilities',
  clientInfo: 'io.modelcontextprotocol/clientInfo',
  serverInfo: 'io.modelcontextprotocol/serverInfo',
  subscriptionId: 'io.modelcontextprotocol/subscriptionId',
  relatedTask: 'io.modelcontextprotocol/related-task',
} as const;
