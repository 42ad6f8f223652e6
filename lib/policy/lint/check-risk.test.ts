import { describe, expect, it } from 'vitest';
import type { Policy } from '../language';
import { lint } from './lint';

const codes = (policy: Omit<Policy, 'version'>) => lint({ version: '1', ...policy }).map(({ code }) => code);

describe('a policy that lets everything through', () => {
  it('is told, by the default as by a pattern, however many asterisks it is written with', () => {
    expect(codes({ default: 'allow' })).toContain('open-default');
    for (const pattern of ['*', '**', '***'])
      expect(codes({ default: 'deny', tools: { [pattern]: {} } })).toContain('wide-pattern');
  });

  it('is none where all tools are hidden, or have a rule set', () => {
    for (const pattern of ['*', '**']) {
      expect(codes({ default: 'allow', hide: [pattern] })).not.toContain('open-default');
      expect(codes({ default: 'allow', tools: { [pattern]: {} } })).not.toContain('open-default');
      expect(codes({ default: 'deny', hide: [pattern], tools: { '*': {} } })).not.toContain('wide-pattern');
    }
  });
});
