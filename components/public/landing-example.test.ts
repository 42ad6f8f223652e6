import { expect, test } from 'vitest';
import { admit, compileText, decide, memoryQuotaStore, print } from '@/lib/policy';
import { landingExample } from './landing-example';

test('the example of the first page says what the engine says', () => {
  const compiled = compileText(print(landingExample.policy));
  const counts = memoryQuotaStore();
  for (const { tool, expect: verdict, rule, ...call } of landingExample.calls) {
    const args = 'arguments' in call ? call.arguments : {};
    const times = 'times' in call ? call.times : 1;
    let last = { verdict: '', rule: '' };
    for (let time = 0; time < times; time += 1)
      last = admit(decide(compiled, { tool, arguments: { ...args } }, { nowMs: 0 }), counts, 0);
    expect(last).toMatchObject({ verdict, rule });
  }
});
