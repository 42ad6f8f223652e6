import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lockHolder } from '../lib/db/lock.mjs';
import { checkNode } from './steps/node-version.mjs';
import { endWithNpm } from './steps/npm-parent.mjs';
import { prepare } from './steps/prepare.mjs';
import { root } from './steps/root.mjs';
import { Refusal, run } from './steps/say.mjs';
import { announceServing } from './steps/serving.mjs';

// `npm start`: whatever is missing is installed and built, then the server runs in this process.

await run(async () => {
  checkNode();
  takeNoArguments();
  endWithNpm();
  process.env.NODE_ENV = 'production';
  await lookAhead();
  await prepare({ development: false, web: true });
  const server = join(root, 'dist/server.mjs');
  if (!existsSync(server) || !existsSync(join(root, '.next/BUILD_ID'))) {
    throw new Refusal(
      `${root} is not built yet and this user cannot write there: start it once as its owner.`,
    );
  }
  announceServing();
  await import(pathToFileURL(server).href);
});

/** What somebody wrote behind the command and what it would do are not the same: better said than ignored. */
function takeNoArguments() {
  const [first] = process.argv.slice(2);
  if (first === undefined) return;
  throw new Refusal(
    `npm start takes no arguments (${first}): it is set by PORT, HOST, SALLYPORT_URL, SALLYPORT_DATA and DATABASE_URL, as README says.`,
  );
}

/** What would fail in the end is said before minutes are spent on a build. */
async function lookAhead() {
  const { PORT, HOST, SALLYPORT_DATA, DATABASE_URL } = process.env;
  const host = HOST || '127.0.0.1';
  const port = Number(PORT || 3000);
  if (port === 0) process.env.PORT = String(await anyPort(host));
  if (Number.isInteger(port) && port > 0 && port < 65_536 && (await isTaken(host, port))) {
    throw new Refusal(
      `Port ${port} on ${host} is taken by another program: stop it, or set PORT to another number.`,
    );
  }
  const data = resolve(root, SALLYPORT_DATA || '.data');
  const holder = DATABASE_URL ? undefined : lockHolderIn(data);
  if (holder) {
    throw new Refusal(
      `The data folder ${data} is in use by another Sallyport (process ${holder.pid}): stop it, or set SALLYPORT_DATA to another folder.`,
    );
  }
}

function lockHolderIn(data) {
  try {
    return lockHolder(join(data, 'lock'));
  } catch {
    // Not readable for this user: opening the folder says so in a sentence of its own.
    return undefined;
  }
}

function isTaken(host, port) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => done(error.code === 'EADDRINUSE'));
    probe.listen(port, host, () => probe.close(() => done(false)));
  });
}

/** PORT=0: any free one. It is chosen here, since links are made with it from the beginning. */
function anyPort(host) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, host, () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
