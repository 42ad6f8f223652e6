import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

/** A program that ends at SIGTERM with a word, started by a shell as npm starts `npm start`. */
function start(lifecycle: string) {
  const program = `import { endWithNpm } from './scripts/steps/npm-parent.mjs';
    endWithNpm();
    const alive = setInterval(() => {}, 1000);
    process.on('SIGTERM', () => { clearInterval(alive); console.log('asked to end'); });
    process.on('SIGUSR2', () => { clearInterval(alive); console.log('left alone'); });
    console.log(process.pid);`;
  const env = { ...process.env, npm_lifecycle_event: lifecycle, PROGRAM: program };
  const command = `"${process.execPath}" --input-type=module -e "$PROGRAM"; true`;
  const shell = spawn('sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  shell.stdout.on('data', (text) => {
    said += text;
  });
  return { shell, said: () => said.trim().split('\n') };
}

test('what npm started ends when npm is asked to, although the shell between them tells nobody', async () => {
  const { shell, said } = start('start');
  await expect.poll(() => said()[0], { timeout: 10_000 }).toMatch(/^\d+$/);
  shell.kill('SIGTERM');
  await expect.poll(() => said()[1], { timeout: 10_000 }).toBe('asked to end');
});

test('what was started otherwise outlives the shell', async () => {
  const { shell, said } = start('');
  await expect.poll(() => said()[0], { timeout: 10_000 }).toMatch(/^\d+$/);
  shell.kill('SIGTERM');
  await new Promise((done) => shell.once('exit', done));
  await new Promise((done) => setTimeout(done, 1_500));
  process.kill(Number(said()[0]), 'SIGUSR2');
  await expect.poll(() => said()[1], { timeout: 10_000 }).toBe('left alone');
});
