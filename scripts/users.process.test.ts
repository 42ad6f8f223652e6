import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotStarted, startProduct } from '../e2e/product';

// Another user than the one who built it. Only root can become another user, so only root runs these, and only where the
// checkout does not lie in a folder that is root's alone: there is nothing for others to start.

let data = '';
let others = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-users-'));
  others = mkdtempSync(join(tmpdir(), 'sallyport-others-'));
});
afterEach(() => {
  for (const folder of [data, others]) rmSync(folder, { recursive: true, force: true });
});

const nobody = (() => {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
})();

function reaches(user: { uid: number; gid: number }): boolean {
  const reading = [
    '-e',
    'require("node:fs").accessSync(process.argv[1])',
    join(process.cwd(), 'package.json'),
  ];
  return spawnSync(process.execPath, reading, { cwd: '/', ...user }).status === 0;
}

describe.runIf(nobody && reaches(nobody))('another user', () => {
  test('starts what is built on a data folder of its own, with a TMPDIR that is still the other’s', async () => {
    if (!nobody) return;
    chownSync(data, nobody.uid, nobody.gid);
    const product = await startProduct({ data, ...nobody, env: { HOME: data, TMPDIR: others } });
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${product.url}/welcome`)).status).toBe(200);
    expect(statSync(join(data, 'postgres')).uid).toBe(nobody.uid);
    expect(await product.stop()).toBe(0);
  });

  test("is told in a sentence that somebody else's data folder is not for it", async () => {
    chmodSync(data, 0o700);
    const refused = await startProduct({ data, ...nobody }).catch((error: unknown) => error);
    if (!(refused instanceof NotStarted)) throw new Error('It started.');
    expect(refused.code).toBe(1);
    expect(refused.said.trim().split('\n').at(-1)).toBe(
      `The data folder ${data} cannot be written by the user nobody. Set SALLYPORT_DATA to a folder of your own.`,
    );
  });
});
