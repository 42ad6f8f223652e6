/** Registry entries and tools for tests, written here. */

import type { Line, RawRecord } from '../index';

export function registryEntry(
  name: string,
  more: { version?: string; status?: string; isLatest?: boolean; updatedAt?: string; server?: object } = {},
) {
  const {
    version = '1.0.0',
    status = 'active',
    isLatest = true,
    updatedAt = '2026-05-01T10:00:00Z',
    server,
  } = more;
  return {
    server: {
      $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
      name,
      description: `Does things for ${name}`,
      version,
      repository: { url: 'https://example.com/repo', source: 'github' },
      packages: [
        {
          registryType: 'npm',
          identifier: `@made/${name.split('/')[1]}`,
          version,
          transport: { type: 'stdio' },
        },
      ],
      remotes: [{ type: 'streamable-http', url: `https://${name.split('/')[1]}.example.com/mcp` }],
      ...server,
    },
    _meta: {
      'io.modelcontextprotocol.registry/official': {
        status,
        isLatest,
        publishedAt: '2026-04-01T10:00:00Z',
        updatedAt,
      },
    },
  };
}

export async function* records(...entries: unknown[]): AsyncGenerator<RawRecord> {
  for (const [at, entry] of entries.entries()) {
    yield { ok: true, number: at + 1, bytes: Buffer.from(JSON.stringify(entry)) };
  }
}

export async function* lines(...tools: unknown[]): AsyncGenerator<Line> {
  for (const [at, tool] of tools.entries()) {
    yield { number: at + 1, bytes: Buffer.from(typeof tool === 'string' ? tool : JSON.stringify(tool)) };
  }
}

export function toolLine(server: string, tool: string, description = '') {
  return { server, tool, description, inputSchema: { type: 'object', properties: {} } };
}
