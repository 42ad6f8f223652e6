import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function fuzz(...args: string[]) {
  const command = ['node_modules/tsx/dist/cli.mjs', 'lib/policy/testing/fuzz.ts', ...args];
  return spawnSync(process.execPath, command, { encoding: 'utf8' });
}

test('as many pairs are compared as were asked for', () => {
  const { status, stdout } = fuzz('--cases', '20', '--seed', '7');
  expect(stdout).toMatch(/^20 policy\/call pairs from seed 7 in .*: 0 mismatches$/m);
  expect(status).toBe(0);
});

test.each([['--cases', 'x'], ['--cases', '0'], ['--cases'], ['--case', '20'], ['2000']])(
  'what cannot be read compares nothing, and does not pass for it: %s %s',
  (...args) => {
    const { status, stdout, stderr } = fuzz(...args);
    expect(stderr).toContain('Usage: npm run fuzz');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  },
);
