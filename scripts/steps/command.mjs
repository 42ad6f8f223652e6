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
 * Runs a program in the folder of the product. `quiet` shows its output only when it fails. Answers its exit code;
 * with `or`, anything but 0 is refused with that sentence.
 */
export function command(program, args, { quiet = false, or, env, cwd = root } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
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
    child.once('close', (code, signal) => {
      running.delete(child);
      if (process.exitCode === 130) process.exit(130);
      if (code !== 0 && quiet) process.stderr.write(Buffer.concat(kept));
      if (code === 0 || !or) return done(code ?? 1);
      fail(new Refusal(signal ? `${or} (${signal})` : or));
    });
  });
}

/** Runs a program of node_modules: `script` is its path there. */
export function nodeTool(script, args, options) {
  return command(process.execPath, [`node_modules/${script}`, ...args], options);
}
