/** For tests: what an installation on this machine is told, with a data folder that is removed at the end. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Outside } from '../outside';

export function testOutside(more: Partial<Outside> = {}): Outside & { remove: () => void } {
  const data = mkdtempSync(join(tmpdir(), 'sallyport-catalogue-'));
  return {
    addresses: { loopback: true, allowNets: [] },
    stdio: true,
    data,
    root: resolve('.'),
    ...more,
    remove: () => rmSync(data, { recursive: true, force: true }),
  };
}

/** A `tools/list` result with these tools. */
export function listing(...tools: object[]): string {
  return JSON.stringify({ tools });
}

export function tool(name: string, more: object = {}): object {
  return {
    name,
    description: `Does ${name}.`,
    inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
    ...more,
  };
}
