import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover } from './discover';
import { type SampleId, sampleTarget } from './samples';
import type { StdioTarget } from './target';

const addresses = { loopback: true, allowNets: [] };
let data = '';
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sallyport-samples-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

async function target(id: SampleId): Promise<StdioTarget> {
  const found = await sampleTarget(id, join(data, id), process.cwd());
  if (found === undefined) throw new Error('The package is not installed.');
  return found;
}

describe('the sample servers', () => {
  it.each([
    ['everything', 'echo', 10],
    ['filesystem', 'read_text_file', 10],
    ['memory', 'create_entities', 9],
  ] as const)('%s is discovered with its tools', async (id, tool, atLeast) => {
    const answer = await discover(await target(id), { addresses });
    expect(answer).toMatchObject({ ok: true, transport: 'stdio', generation: 'legacy', problems: [] });
    if (!answer.ok) return;
    expect(answer.tools.length).toBeGreaterThanOrEqual(atLeast);
    expect(answer.tools.every(({ ok }) => ok)).toBe(true);
    expect(answer.tools.map(({ name }) => name)).toContain(tool);
  });

  it('is missing where its package is not installed', async () => {
    expect(await sampleTarget('memory', join(data, 'x'), data)).toBeUndefined();
  });

  it('keep what somebody changed in the example folder', async () => {
    const { cwd } = await target('filesystem');
    const file = join(cwd, 'files', 'welcome.txt');
    await writeFile(file, 'mine');
    await target('filesystem');
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await stat(cwd)).mode & 0o077).toBe(0);
  });
});

describe('a real server over HTTP', () => {
  // It listens on every interface by itself; the preload binds it to loopback, on the port that it is told.
  it.each([
    ['streamableHttp', '/mcp', 'streamable-http'],
    ['sse', '/sse', 'sse'],
  ] as const)('is discovered in its mode %s', async (mode, path, transport) => {
    const preload = join(data, 'bind-loopback.cjs');
    await writeFile(
      preload,
      "const net = require('node:net');const { listen } = net.Server.prototype;" +
        "net.Server.prototype.listen = function (port, ...rest) {return listen.call(this, Number(port), '127.0.0.1', ...rest.filter((x) => typeof x === 'function'));};",
    );
    const port = await freePort();
    const { args } = await target('everything');
    const server = spawn(process.execPath, ['--require', preload, args[0] ?? '', mode], {
      env: { PATH: process.env.PATH, PORT: String(port), NODE_ENV: 'test' },
      stdio: 'ignore',
    });
    try {
      const remote = { type: 'http', url: `http://127.0.0.1:${port}${path}` } as const;
      await expect
        .poll(async () => (await discover(remote, { addresses })).ok, { timeout: 15_000 })
        .toBe(true);
      const answer = await discover(remote, { addresses });
      expect(answer).toMatchObject({ ok: true, transport, generation: 'legacy' });
      if (answer.ok) expect(answer.tools.map(({ name }) => name)).toContain('echo');
    } finally {
      server.kill('SIGKILL');
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
