import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Refusal } from './say.mjs';

/** Where `initdb` and `postgres` are: PATH, then Debian's folders, the newest first. Undefined where there are none. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  let versions = [];
  try {
    versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
  } catch {
    // Not a Debian, or nothing installed there.
  }
  const places = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return places.find((place) => isProgram(join(place, 'initdb')) && isProgram(join(place, 'postgres')));
}

/**
 * A new, empty Postgres on loopback, for tests. `durable`: what was committed is there after it was killed; `synced`: also
 * after a power cut of the machine. `keep` names a folder that it is made in, and found in the next time. `stop` ends it and,
 * unless it is kept, removes every trace; `kill` ends it as a power cut does its processes, and `start` starts it again.
 *
 * @param {string} bin
 * @param {{ durable?: boolean, synced?: boolean, keep?: string }} [options]
 */
export async function startPostgres(bin, { durable = false, synced = false, keep } = {}) {
  const who = userForPostgres();
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'sallyport-postgres-'));
  const passwordFile = join(folder, 'password');
  const data = join(folder, 'data');
  const options = { cwd: folder, ...who };
  if (!existsSync(join(data, 'PG_VERSION'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
    if (who.uid !== undefined) {
      chownSync(folder, who.uid, who.gid);
      chownSync(passwordFile, who.uid, who.gid);
    }
    const made = ['-U', 'sallyport', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8'];
    execFileSync(join(bin, 'initdb'), ['-D', data, ...made, '--locale=C', '-N'], {
      ...options,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const password = readFileSync(passwordFile, 'utf8');
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    `fsync=${synced ? 'on' : 'off'}`,
    ...(durable || synced ? [] : ['synchronous_commit=off', 'full_page_writes=off']),
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  let running;

  const start = async () => {
    const log = [];
    // What a killed one had started may hold its memory for a moment longer.
    for (let tries = 0; tries < 20; tries++) {
      const child = spawn(join(bin, 'postgres'), args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr.on('data', (text) => log.push(text));
      running = { child, gone: new Promise((done) => child.once('exit', done)) };
      if (await answers(port, child)) return;
      if (child.exitCode === null) break;
      await new Promise((done) => setTimeout(done, 250));
    }
    await stop();
    throw new Refusal(`Postgres in ${bin} did not start:\n${Buffer.concat(log)}`);
  };
  const end = async (signal) => {
    running.child.kill(signal);
    await running.gone;
  };
  const stop = async () => {
    await end('SIGINT');
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  };
  await start();
  return {
    url: `postgresql://sallyport:${password}@127.0.0.1:${port}/postgres`,
    stop,
    start,
    kill: () => end('SIGKILL'),
  };
}

/** Postgres refuses to run as root: then it is another user's. */
function userForPostgres() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (option) =>
        Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user here.
    }
  }
  throw new Refusal('Postgres does not run as root, and there is neither a user postgres nor nobody.');
}

async function answers(port, child) {
  for (let tries = 0; tries < 150 && child.exitCode === null; tries++) {
    const open = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => done(true));
      socket.once('error', () => done(false));
      socket.once('close', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
