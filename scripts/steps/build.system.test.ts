import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bundle } from './build.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The bundlers that this process has started and that still run. */
function bundlers(): string[] {
  const all = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes('esbuild'));
}

const options = (text: string) => {
  writeFileSync(join(folder, 'in.ts'), text);
  return { entryPoints: { out: join(folder, 'in.ts') }, outdir: join(folder, 'made'), logLevel: 'silent' };
};

test('programs are bundled, and no bundler is left behind', async () => {
  await bundle(options('export const x: number = 1;\n'));
  expect(readdirSync(join(folder, 'made'))).toEqual(['out.mjs', 'out.mjs.map']);
  await vi.waitFor(() => expect(bundlers()).toEqual([]), 10_000);
});

test('nor is one where they could not be bundled, which is one plain sentence', async () => {
  await expect(bundle(options("import './gone';\n"))).rejects.toThrow('The programs could not be bundled');
  await vi.waitFor(() => expect(bundlers()).toEqual([]), 10_000);
});
