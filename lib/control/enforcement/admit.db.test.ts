import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import type { Admitted } from '@/lib/gateway/ports';
import { memoryQuotaStore, settle } from '@/lib/policy';
import { admissionOf, enforcementOf, makeGranted, makePorts } from '../testing/granted';

const open = { tools: { look: {}, pay: {}, mail: {} } };
const limited = (...limits: object[]) => ({ tools: { pay: { limits } } });
const perDay = (more: object = {}) => ({ counter: 'payments', window: 'day', max: 10, ...more });

const kinds = (admitted: readonly Admitted[], kind: Admitted['kind']) =>
  admitted.filter((one) => one.kind === kind).length;
const recordsOf = (grantId: string, verdict: string) =>
  db().decisionRecord.count({ where: { grantId, verdict } });

describe('an admitted call', () => {
  it('is recorded before anybody is told', async () => {
    const granted = await makeGranted(open);
    const ports = makePorts();
    const admission = admissionOf(ports, await enforcementOf(ports, granted), 'look', { id: 'a\0b\uD800' });
    const admitted = await ports.admit(admission);
    expect(admitted.kind).toBe('allow');
    const row = await db().decisionRecord.findUniqueOrThrow({ where: { id: admission.entry.id } });
    expect(row).toMatchObject({ verdict: 'allow', tool: 'look', rule: '/tools/look', status: null });
    expect(row.sealedArguments).toBeNull();
    expect(Math.abs(row.at.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('goes with everybody who waits, each with its own answer', async () => {
    const [a, b] = [await makeGranted(open), await makeGranted(limited(perDay({ max: 3 })))];
    const ports = makePorts();
    const [forA, forB] = [await enforcementOf(ports, a), await enforcementOf(ports, b)];
    const admissions = Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0 ? admissionOf(ports, forA, 'look') : admissionOf(ports, forB, 'pay'),
    );
    const admitted = await Promise.all(admissions.map((one) => ports.admit(one)));
    expect(
      kinds(
        admitted.filter((_, i) => i % 2 === 0),
        'allow',
      ),
    ).toBe(20);
    expect(
      kinds(
        admitted.filter((_, i) => i % 2 === 1),
        'allow',
      ),
    ).toBe(3);
    expect([await recordsOf(b.grantId, 'allow'), await recordsOf(b.grantId, 'deny')]).toEqual([3, 17]);
  });

  it('keeps the names of its arguments, whatever they are', async () => {
    const granted = await makeGranted(open);
    const ports = makePorts();
    const names = [
      '',
      ' ',
      '"',
      '\\',
      '\\"',
      ',',
      '{}',
      '{"a"}',
      'NULL',
      'a\nb',
      '\t',
      '\u00e4\u{1f600}',
      "'",
      '$1',
    ];
    const args = Object.fromEntries(names.map((name) => [name, 1]));
    const admission = admissionOf(ports, await enforcementOf(ports, granted), 'look', args);
    expect((await ports.admit(admission)).kind).toBe('allow');
    const row = await db().decisionRecord.findUniqueOrThrow({ where: { id: admission.entry.id } });
    expect(row.argumentKeys).toEqual([...names].sort());
  });

  it('is not refused because another of its group cannot be stored', async () => {
    const granted = await makeGranted(open);
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const twice = admissionOf(ports, enforcement, 'look');
    const answers = await Promise.allSettled([
      ports.admit(admissionOf(ports, enforcement, 'look')),
      ports.admit(twice),
      ports.admit(twice),
      ports.admit(admissionOf(ports, enforcement, 'look')),
    ]);
    expect(answers.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('a limit', () => {
  it('lets exactly its number through, whichever process asks', async () => {
    const granted = await makeGranted(limited(perDay()));
    const processes = Array.from({ length: 4 }, () => makePorts());
    const admitted = await Promise.all(
      processes.flatMap((ports) =>
        Array.from({ length: 100 }, async () =>
          ports.admit(admissionOf(ports, await enforcementOf(ports, granted), 'pay')),
        ),
      ),
    );
    expect(kinds(admitted, 'allow')).toBe(10);
    expect(await recordsOf(granted.grantId, 'allow')).toBe(10);
    expect(await recordsOf(granted.grantId, 'deny')).toBe(390);
    const denied = admitted.find((one) => one.kind === 'deny');
    expect(denied).toMatchObject({ decision: { verdict: 'deny', rule: '/tools/pay/limits/0' } });
    const seconds = denied?.kind === 'deny' ? denied.decision.retryAfterSeconds : 0;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(86_400);
  });

  it('holds for several limits in all or none, from processes that take them crosswise', async () => {
    const policy = {
      tools: {
        pay: { limits: [perDay({ counter: 'b', max: 7 }), perDay({ counter: 'a', max: 500 })] },
        mail: { limits: [perDay({ counter: 'a', max: 500 }), perDay({ counter: 'b', max: 7 })] },
      },
    };
    const granted = await makeGranted(policy);
    const processes = Array.from({ length: 4 }, () => makePorts());
    const admitted = await Promise.all(
      processes.flatMap((ports, p) =>
        Array.from({ length: 25 }, async (_, i) =>
          ports.admit(
            admissionOf(ports, await enforcementOf(ports, granted), (p + i) % 2 === 0 ? 'pay' : 'mail'),
          ),
        ),
      ),
    );
    expect(kinds(admitted, 'allow')).toBe(7);
    const counts = await db().quotaCount.findMany({ where: { used: 7 } });
    expect(counts.length).toBeGreaterThanOrEqual(2);
  });

  it('agrees with the arithmetic of the policy engine, call by call', async () => {
    const policy = limited(
      perDay({ increment_from: 'args.amount', max: 100 }),
      perDay({ max: 4 }),
      perDay({ counter: 'each', by: ['args.to'], max: 2, window: 'month' }),
    );
    const granted = await makeGranted(policy);
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const memory = memoryQuotaStore();
    const amounts = [0, 30, 0.1, 80, 0, 69.9, 1, 0, 0.2, 0];
    for (const [i, amount] of amounts.entries()) {
      const admission = admissionOf(ports, enforcement, 'pay', { amount, to: i % 3 === 0 ? 'a' : 'b' });
      const now = Date.now();
      const allowed = { verdict: 'allow' as const, rule: '', reason: '', reservations: [] };
      const expected = settle(allowed, memory.reserve(admission.reservations, now), now);
      const admitted = await ports.admit(admission);
      expect([i, admitted.kind]).toEqual([i, expected.verdict]);
      if (admitted.kind === 'deny') expect(admitted.decision.rule).toBe(expected.rule);
    }
  });

  it.each([
    ['whole amounts', [3, 0, 7, 5, 2, 0, 11, 4]],
    ['parts of a unit', [0.1, 0.2, 3, 0.7, 0, 2, 0.5, 9]],
    ['more than a double counts', [2 ** 53, 1, 2 ** 53 - 1, 0.5, 1, 0, 2, 3]],
  ])('counts a group as it would count its calls one by one, of %s', async (_, amounts) => {
    const max = Math.max(...amounts) * 3 + 1;
    const policy = limited(
      perDay({ increment_from: 'args.amount', max }),
      perDay({ counter: 'number', max: 17 }),
    );
    const granted = await makeGranted(policy);
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const memory = memoryQuotaStore();
    for (let turn = 0; turn < 6; turn += 1) {
      const asked = amounts
        .slice(0, 2 + turn)
        .map((amount) => admissionOf(ports, enforcement, 'pay', { amount }));
      const now = Date.now();
      const allowed = { verdict: 'allow' as const, rule: '', reason: '', reservations: [] };
      const expected = asked.map((one) => settle(allowed, memory.reserve(one.reservations, now), now));
      const admitted = await Promise.all(asked.map((one) => ports.admit(one)));
      expect([turn, admitted.map((one) => one.kind)]).toEqual([turn, expected.map((one) => one.verdict)]);
      const rules = admitted.map((one) => (one.kind === 'deny' ? one.decision.rule : ''));
      expect(rules).toEqual(expected.map((one) => (one.verdict === 'deny' ? one.rule : '')));
    }
  });

  it('gives back to the window that a call came from, and never below nothing', async () => {
    const granted = await makeGranted(limited(perDay({ max: 1, by: ['args.to'] })));
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const pay = () => ports.admit(admissionOf(ports, enforcement, 'pay', { to: 'ada' }));
    const first = await pay();
    expect([first.kind, (await pay()).kind]).toEqual(['allow', 'deny']);
    if (first.kind !== 'allow') return;
    await ports.giveBack(first.receipt);
    await ports.giveBack(first.receipt);
    expect([(await pay()).kind, (await pay()).kind]).toEqual(['allow', 'deny']);
  });

  it('starts at nothing in another organisation, for the same policy', async () => {
    const [a, b] = [
      await makeGranted(limited(perDay({ max: 1 }))),
      await makeGranted(limited(perDay({ max: 1 }))),
    ];
    const ports = makePorts();
    for (const granted of [a, b]) {
      const enforcement = await enforcementOf(ports, granted);
      const pay = () => ports.admit(admissionOf(ports, enforcement, 'pay'));
      expect([(await pay()).kind, (await pay()).kind]).toEqual(['allow', 'deny']);
    }
  });

  it('takes amounts that no double can add up', async () => {
    const granted = await makeGranted(limited(perDay({ increment_from: 'args.amount', max: 1.7e308 })));
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const pay = (amount: number) => ports.admit(admissionOf(ports, enforcement, 'pay', { amount }));
    expect([(await pay(1.6e308)).kind, (await pay(1.6e308)).kind]).toEqual(['allow', 'deny']);
  });
});
