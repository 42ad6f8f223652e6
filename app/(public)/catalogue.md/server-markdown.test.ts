import { expect, test } from 'vitest';
import type { IndexedServer } from '@/lib/registry';
import { serverMarkdown } from './server-markdown';

const server: IndexedServer = {
  name: 'com.made/shop',
  title: null,
  description: 'Sells things.',
  version: '1.0.0',
  status: 'deprecated',
  category: 'finance',
  toolCount: 0,
  byClass: { Read: 0, Write: 0, Execute: 0, Destructive: 0, Financial: 0 },
  worst: null,
  path: '/catalogue/com.made~shop',
  changedAt: null,
  repository: null,
  websiteUrl: 'https://example.com',
  source: 'registry',
  packages: [{ type: 'npm', identifier: '@made/shop', version: '1.0.0' }],
  remotes: [{ type: 'sse', url: 'https://shop.example.com/[x](https://evil.example)' }],
  versions: 1,
  publishedAt: null,
  importedAt: new Date(0),
  riskiest: [],
};

test('agents are told what a server is and how it is reached, and no link of its own making', () => {
  const text = serverMarkdown({ server, policy: null, tools: [], related: [] });
  expect(text).toContain('- Version: 1\\.0.0\n- Status: deprecated by its publisher\n- npm: \\@made/shop');
  expect(text).toContain('- Website: ');
  expect(text).not.toContain('Repository');
  expect(text).not.toContain('](https://evil');
});
