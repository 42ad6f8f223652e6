import { spawn } from 'node:child_process';
import { root } from './root.mjs';
import { Refusal } from './say.mjs';

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (running.size === 0) return;
    for (const child of running) child.kill('SIGTERM');
    process.exitCode = 130;
  });
}

/**
 * Runs a program in the folder of the product. `quiet` shows its output only when it fails, `title` shows all of it
 * under that line when it has ended. Answers its exit code; with `or`, anything but 0 is refused with that sentence.
 */
export function command(program, args, { quiet = false, title, or, env, cwd = root } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet || title ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && program === 'npm',
    });
    running.add(child);
    const kept = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data) => kept.push(data));
    }
    child.once('error', (error) => {
      running.delete(child);
      fail(new Refusal(`${program} cannot be run (${error.code ?? error.message}).`));
    });
    let ended = false;
    const end = (code, signal) => {
      if (ended) return;
      ended = true;
      running.delete(child);
      if (process.exitCode === 130) process.exit(130);
      if (title) process.stdout.write(Buffer.concat([Buffer.from(`${title}\n`), ...kept]));
      else if (code !== 0 && quiet) process.stderr.write(Buffer.concat(kept));
      if (code === 0 || !or) return done(code ?? 1);
      fail(new Refusal(signal ? `${or} (${signal})` : or));
    };
    child.once('close', end);
    // Something that it has left behind may hold its output open for good.
    child.once('exit', (code, signal) => setTimeout(end, 5_000, code, signal).unref());
  });
}

/** Runs a program of node_modules: `script` is its path there. */
export function nodeTool(script, args, options) {
  return command(process.execPath, [`node_modules/${script}`, ...args], options);
}
