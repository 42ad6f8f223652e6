import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '@/lib/json';
import { classify } from '.';

type Case = [riskClass: string, server: string, name: string, description?: string, inputSchema?: Json];

const folder = join(import.meta.dirname, 'cases');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  describe(file, () => {
    const cases = parse(readFileSync(join(folder, file), 'utf8')) as Case[];
    test.each(cases)('%s: %s %s', (riskClass, server, name, description, inputSchema) => {
      expect(classify({ server, name, description, inputSchema }).class).toBe(riskClass);
    });
  });
}
