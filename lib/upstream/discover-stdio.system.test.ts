import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stdioFixture } from '@/e2e/fixtures/index.mjs';
import { discover } from './discover';
import type { Discovered, DiscoveryFailure, DiscoveryOptions, StdioTarget } from './target';

const addresses = { loopback: true, allowNets: [] };
let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'sallyport-stdio-'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

function target(mode: string, more: Partial<StdioTarget> = {}): StdioTarget {
  return { type: 'stdio', command: process.execPath, args: [stdioFixture, mode], cwd, ...more };
}

async function found(of: StdioTarget, options: Partial<DiscoveryOptions> = {}): Promise<Discovered> {
  const answer = await discover(of, { addresses, ...options });
  if (!answer.ok) throw new Error(`${answer.kind}: ${answer.message}`);
  return answer;
}

async function failed(of: StdioTarget, options: Partial<DiscoveryOptions> = {}): Promise<DiscoveryFailure> {
  const answer = await discover(of, { addresses, ...options });
  if (answer.ok) throw new Error('It was discovered.');
  return answer;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('discovery over stdio', () => {
  it('reads the tools of a plain server', async () => {
    const answer = await found(target('plain'));
    expect(answer).toMatchObject({ transport: 'stdio', generation: 'legacy', protocolVersion: '2025-06-18' });
    expect(answer.tools).toHaveLength(9);
  });

  it.each(['noisy', 'asks', 'old'])('reads the tools of a server that is %s', async (mode) => {
    expect((await found(target(mode))).tools).toHaveLength(9);
  });

  it.each(['modern', 'slow-modern'])('finds a server that is %s, on one process', async (mode) => {
    const answer = await found(target(mode), { timeoutMs: 6000 });
    expect(answer).toMatchObject({
      generation: 'modern',
      protocolVersion: '2026-07-28',
      serverInfo: { name: 'modern-stdio-fixture' },
    });
    expect(answer.tools).toHaveLength(4);
  });

  it('gives a server nothing of its own environment but PATH and LANG', async () => {
    process.env.SALLYPORT_TEST_SECRET = 'do not leak';
    try {
      const args = [stdioFixture, 'env', 'a b"c$HOME;`x`'];
      const answer = await found(target('env', { args, env: { API_KEY: 'given', HOME_PAGE: 'x' } }));
      const said = answer.tools.map((tool) => tool.name ?? '');
      const names = said.map((line) => line.split('=')[0]);
      expect(names.filter((name) => !name?.startsWith('__CF')).sort()).toEqual(
        ['API_KEY', 'HOME', 'HOME_PAGE', 'LANG', 'PATH', 'arg', 'cwd'].sort(),
      );
      expect(said).toContain('API_KEY=given');
      expect(said).toContain(`HOME=${cwd}`);
      expect(said).toContain('arg=a b"c$HOME;`x`');
    } finally {
      delete process.env.SALLYPORT_TEST_SECRET;
    }
  });

  it('shows what a server said before it ended, without control characters', async () => {
    expect(await failed(target('missing'))).toMatchObject({
      kind: 'crashed',
      message: 'The program ended with exit code 2 before it had answered.',
      stderr: 'error: API_KEY is not set',
      hint: expect.stringContaining('environment variable'),
    });
  });

  it('says that a server died in the middle of its list', async () => {
    expect(await failed(target('dies'))).toMatchObject({
      kind: 'crashed',
      stderr: 'out of memory',
      got: { pages: 0, serverInfo: { name: 'stdio-fixture' } },
    });
  });

  it('tells a program that is no MCP server from one that is slow', async () => {
    expect(await failed(target('babbles'), { timeoutMs: 1500 })).toMatchObject({ kind: 'not-mcp' });
    expect(await failed(target('hangs'), { timeoutMs: 1500 })).toMatchObject({ kind: 'timeout' });
  });

  it('says that there is no such program, that it cannot be run, and that its folder is gone', async () => {
    expect(await failed(target('plain', { command: 'no-such-program' }))).toMatchObject({
      kind: 'crashed',
      message: 'There is no program called no-such-program on this machine.',
    });
    const file = join(cwd, 'text.txt');
    await writeFile(file, 'hello');
    await chmod(file, 0o600);
    expect(await failed(target('plain', { command: file }))).toMatchObject({
      kind: 'crashed',
      message: expect.stringContaining('cannot be run'),
    });
    expect(await failed(target('plain', { cwd: join(cwd, 'gone') }))).toMatchObject({
      kind: 'crashed',
      message: expect.stringContaining('folder'),
    });
  });

  it('hands its command to no shell', async () => {
    const answer = await failed(target('plain', { command: `echo hi; touch ${join(cwd, 'owned')}` }));
    expect(answer).toMatchObject({
      kind: 'crashed',
      message: expect.stringContaining('There is no program'),
    });
  });

  it('leaves nothing running when it is cancelled, not even what ignores SIGTERM', async () => {
    const controller = new AbortController();
    const discovering = failed(target('stubborn'), { signal: controller.signal });
    await sleep(1000);
    controller.abort();
    const answer = await discovering;
    expect(answer).toMatchObject({ kind: 'cancelled' });
    const pids = [...(answer.stderr ?? '').matchAll(/\d+/g)].map(Number);
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(runs), { timeout: 3000 }).toEqual([]);
  });

  it('bounds what a server writes', async () => {
    const args = [
      '-e',
      'const x = "x".repeat(65536); setInterval(() => { for (let i = 0; i < 64; i++) process.stdout.write(x) }, 1)',
    ];
    expect(await failed(target('', { args }))).toMatchObject({ kind: 'too-large' });
  });
});
