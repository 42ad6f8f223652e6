import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startOf } from '../../lib/db/lock.mjs';
import { root } from './root.mjs';
import { liveServers } from './serving.mjs';

const folder = join(root, 'dist/serving');
const written: string[] = [];
const leave = (name: string, text: string) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  written.push(name);
};
afterEach(() => {
  for (const name of written.splice(0)) rmSync(join(folder, name), { force: true });
});

test('a server that runs is found; a process that got its number later, and other files, are none', () => {
  leave(String(process.pid), startOf(process.pid));
  leave('1', 'began before the machine did');
  leave('.DS_Store', '');
  const live = liveServers();
  expect(live).toContain(process.pid);
  expect(live).not.toContain(1);
  expect(live.every(Number.isInteger)).toBe(true);
  expect(readdirSync(folder)).not.toContain('1');
});
