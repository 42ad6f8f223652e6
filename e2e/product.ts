import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The product as it is started by `npm start`, in a process of its own. */
export type Product = {
  /** Its address, without a slash at the end. */
  url: string;
  /** The one-time code for the first owner; undefined where there is an owner. */
  code: string | undefined;
  data: string;
  pid: number;
  /** Everything that it has said so far. */
  said: () => string;
  /** Waits until it ends by itself; its exit code. */
  ended: () => Promise<number | null>;
  /** Asks it to end (SIGTERM); its exit code. */
  stop: () => Promise<number | null>;
  /** SIGKILL, then waits until it is gone. What it started notices by itself. */
  kill: () => Promise<void>;
};

export type StartOptions = {
  /** A folder of its own under the temporary one where none is given; the caller removes one that it gives. */
  data?: string;
  /** 0 lets the system choose. */
  port?: number;
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
  /** Another checkout to start. */
  root?: string;
};

/** What a start that failed left: its exit code and its words. */
export class NotStarted extends Error {
  constructor(
    readonly code: number | null,
    readonly said: string,
  ) {
    super(`The product ended with ${code} before it served:\n${said}`);
  }
}

const START_LIMIT = 240_000;

/** Starts the product and waits until it serves. Throws `NotStarted` where it ends before that. */
export async function startProduct(options: StartOptions = {}): Promise<Product> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'sallyport-e2e-'));
  const child = launch({ ...options, data });
  let said = '';
  const gone = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const served = new Promise<string>((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        said += text;
        const url = /serves on (http\S+)\n/.exec(said)?.[1];
        if (url) done(url);
      });
    }
  });
  const clean = () => {
    if (!options.data) rmSync(data, { recursive: true, force: true });
  };
  const limit = setTimeout(() => child.kill('SIGKILL'), START_LIMIT);
  const first = await Promise.race([served, gone]);
  clearTimeout(limit);
  if (typeof first !== 'string') {
    clean();
    throw new NotStarted(first, said);
  }
  return {
    url: first,
    code: /one-time code (\S+)/.exec(said)?.[1],
    data,
    pid: child.pid ?? 0,
    said: () => said,
    ended: () => gone,
    stop: async () => {
      child.kill('SIGTERM');
      const code = await gone;
      clean();
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function launch({ data, port = 0, env = {}, uid, gid, root = process.cwd() }: StartOptions): ChildProcess {
  const ours = /^(SALLYPORT_|DATABASE_URL$|PORT$|HOST$|NODE_ENV$|VITEST)/;
  const inherited: NodeJS.ProcessEnv = { ...process.env };
  for (const name of Object.keys(inherited)) if (ours.test(name)) delete inherited[name];
  return spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...inherited, PORT: String(port), SALLYPORT_DATA: data, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
}
