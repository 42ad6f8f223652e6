import { describe, expect, it } from 'vitest';
import type { DiscoveryFailure, UpstreamTarget } from '@/lib/upstream';
import { hintOf } from './last-words';

const failure = (stderr?: string): DiscoveryFailure => ({
  ok: false,
  kind: 'crashed',
  message: 'The program ended.',
  hint: 'Look.',
  stderr,
});
const target = (env: Record<string, string> = {}): UpstreamTarget => ({
  type: 'stdio',
  command: 'serve',
  args: [],
  env,
  cwd: '/tmp',
});

describe('the last words of a program', () => {
  it('stand behind the hint, three lines at most', () => {
    expect(hintOf(failure('one\ntwo\n\nthree\n  four  \n'), target())).toBe(
      'Look. Its last words: two / three / four',
    );
  });

  it('are left out where it wrote nothing', () => {
    expect(hintOf(failure(), target())).toBe('Look.');
    expect(hintOf(failure(' \n '), target())).toBe('Look.');
  });

  it('never hold what it was given as a secret', () => {
    const env = { TOKEN: 'abcd', LONG: 'abcd-efgh', FLAG: 'on' };
    expect(hintOf(failure('on: bad token abcd-efgh, not abcd'), target(env))).toBe(
      'Look. Its last words: on: bad token •••, not •••',
    );
  });

  it('end with what was said last', () => {
    const hint = hintOf(failure(`${'x'.repeat(5000)}END`), target());
    expect(hint.length).toBeLessThan(500);
    expect(hint).toMatch(/END$/);
  });
});
