/** Proxies in processes of their own, bundled as the product is. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type Child = {
  port: number;
  /** Microseconds of CPU that the process has used so far. */
  cpu(): Promise<number>;
  memory(collect: boolean): Promise<NodeJS.MemoryUsage>;
  /** Resolves when the process has ended. */
  close(): Promise<void>;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = new Map<string, Promise<string>>();

/** Starts `proxies/<file>` and waits until it serves. Packages stay where they are: so do a peer's. */
export async function start(
  file: string,
  args: string[] = [],
  options: { collects?: boolean } = {},
): Promise<Child> {
  const profiled = process.env.BENCH_PROFILE === file;
  const execArgv = [
    ...(profiled ? ['--cpu-prof', '--cpu-prof-dir=dist/bench/profiles'] : []),
    ...(options.collects ? ['--expose-gc'] : []),
  ];
  const child = fork(await bundled(file), args, { execArgv, env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const { port } = await told<{ port: number }>(child);
  const ask = (what: string) => {
    child.send(what);
    return told<{ cpu: NodeJS.CpuUsage; memory: NodeJS.MemoryUsage }>(child);
  };
  return {
    port,
    cpu: async () => {
      const { cpu } = await ask('cpu');
      return cpu.user + cpu.system;
    },
    memory: async (collect) => (await ask(collect ? 'collect' : 'memory')).memory,
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`A process of the bench ended with ${code}.`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as T);
    });
  });
}

/** One file that runs: what is TypeScript is bundled once. */
export function bundled(file: string): Promise<string> {
  const path = fileURLToPath(new URL(`proxies/${file}`, import.meta.url));
  const known = built.get(file) ?? (file.endsWith('.ts') ? bundle(file, path) : Promise.resolve(path));
  built.set(file, known);
  return known;
}

async function bundle(file: string, path: string): Promise<string> {
  const outfile = `${root}dist/bench/${file.replace(/\.ts$/, '.mjs')}`;
  await build({
    absWorkingDir: root,
    entryPoints: [path],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  });
  return outfile;
}
