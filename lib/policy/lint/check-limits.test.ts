import { describe, expect, it } from 'vitest';
import type { Limit, PolicyTool } from '../language';
import { lint } from './lint';

const loose = (limit: Pick<Limit, 'window' | 'max'>, riskClass: PolicyTool['class']) =>
  lint({ version: '1', default: 'deny', tools: { job: { limits: [{ counter: 'c', ...limit }] } } }, [
    { name: 'job', class: riskClass, inputSchema: {} },
  ]).find(({ code }) => code === 'loose-limit');

describe('a limit above what its class is recommended', () => {
  it('is told in any window, by what it admits a minute', () => {
    for (const window of ['minute', 60] as const) {
      expect(loose({ window, max: 30 }, 'Write')).toBeUndefined();
      expect(loose({ window, max: 31 }, 'Write')).toBeDefined();
    }
    expect(loose({ window: 'hour', max: 600 }, 'Execute')).toBeUndefined();
    expect(loose({ window: 'hour', max: 601 }, 'Execute')?.fix?.title).toBe('Admit 600');
    expect(loose({ window: 'hour', max: 601 }, 'Read')).toBeUndefined();
  });

  it('is told without a fix where the window is too short for one call to be few enough', () => {
    const found = loose({ window: 'second', max: 1 }, 'Write');
    expect(found).toMatchObject({ level: 'suggestion', pointer: '/tools/job/limits/0/max' });
    expect(found?.fix).toBeUndefined();
    expect(loose({ window: 2, max: 1 }, 'Write')).toBeUndefined();
  });
});
