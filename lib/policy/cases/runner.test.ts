import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type CaseFile, checkRefusal, type Group, outcomeOf, play } from './play';

const folder = fileURLToPath(new URL('.', import.meta.url));

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  const groups = parseYaml(readFileSync(folder + file, 'utf8')) as CaseFile;
  describe(file, () => {
    for (const group of groups) runGroup(group);
  });
}

function runGroup(group: Group): void {
  group.outcomes?.forEach(([args, truth], i) => {
    it(`${group.says} (${i + 1}: ${truth})`, () => {
      expect(outcomeOf(group, args)).toEqual({
        require: truth === 'true' ? 'allow' : 'deny',
        deny_if: truth === 'false' ? 'allow' : 'deny',
      });
    });
  });
  group.both?.forEach(([args, verdicts], i) => {
    it(`${group.says} (${i + 1})`, () => {
      expect(outcomeOf(group, args)).toEqual(verdicts);
    });
  });
  if (group.calls !== undefined) {
    const decisions = play(group);
    group.calls.forEach((call, i) => {
      it(`${group.says} (call ${i + 1}: ${call.expect})`, () => {
        const decision = decisions[i];
        const wanted: { [key: string]: unknown } = { verdict: call.expect };
        for (const key of ['rule', 'reason', 'expiresInSeconds'] as const)
          if (call[key] !== undefined) wanted[key] = call[key];
        expect(decision).toMatchObject(wanted);
        if (call.retryAfterSeconds !== undefined)
          expect(decision?.retryAfterSeconds ?? null).toBe(call.retryAfterSeconds);
        if (call.spendsApproval !== undefined)
          expect(decision?.spendsApproval ?? false).toBe(call.spendsApproval);
      });
    });
  }
  group.refused?.forEach((refused, i) => {
    it(`${group.says} (${i + 1})`, () => {
      expect(checkRefusal(refused)).toEqual(refused.faults);
    });
  });
}
