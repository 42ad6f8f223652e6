import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { edit } from '../edit';
import type { Finding, Policy, PolicyTool } from '../language';
import { parse } from '../parse';
import { print } from '../print';
import { generatePolicy, type Random, randomFrom } from '../testing';
import { lint } from './lint';

const classes = ['Read', 'Write', 'Execute', 'Destructive', 'Financial', undefined] as const;
const names = [
  'a',
  'ab',
  'abc',
  'send_mail',
  'send_fax',
  'x/y~z',
  '__proto__',
  'constructor',
  '',
  'a*c',
  '😀',
];
const schemas: (Json | undefined)[] = [
  { type: 'object' },
  { type: 'object', properties: { n: { type: 'number' }, s: { type: 'string' } }, required: ['n'] },
  { type: 'object', properties: { n: { enum: [1, 2] }, l: { type: 'array', items: { type: 'string' } } } },
  undefined,
];

function toolsAtRandom(random: Random): PolicyTool[] {
  return names.map((name) => ({
    name,
    class: random.pick(classes),
    inputSchema: random.pick(schemas),
    review: random.chance(0.1) ? 'drifted' : 'reviewed',
  }));
}

/** What the fix does wrong, in words; '' where it does what it says. */
function wrongWith(
  finding: Finding,
  findings: Finding[],
  policy: Policy,
  tools: PolicyTool[] | undefined,
): string {
  const edited = edit(print(policy), finding.fix?.commands ?? []);
  if (!edited.ok) return `${finding.code}: ${edited.message}`;
  const parsed = parse(edited.text);
  if (!parsed.ok) return `${finding.code}: ${parsed.faults[0]?.message}`;
  const after = lint(parsed.policy, tools);
  const count = (list: Finding[], code: string) => list.filter((one) => one.code === code).length;
  if (count(after, finding.code) >= count(findings, finding.code)) return `${finding.code} stays`;
  const added = after.find(
    ({ code, level }) => level === finding.level && count(after, code) > count(findings, code),
  );
  return added === undefined ? '' : `${finding.code} adds ${added.code}`;
}

describe('lint of policies at random', () => {
  it('never throws, and every fix removes its finding and adds none at its level', () => {
    const wrong: string[] = [];
    const to = Number(process.env.LINT_SEEDS ?? 120);
    for (let seed = 1; seed <= to; seed += 1) {
      const random = randomFrom(seed);
      const policy = generatePolicy(random);
      for (const tools of [toolsAtRandom(random), undefined]) {
        const findings = lint(policy, tools);
        for (const finding of findings) {
          if (finding.fix === undefined) continue;
          const why = wrongWith(finding, findings, policy, tools);
          if (why !== '') wrong.push(`seed ${seed}: ${why} (${finding.pointer}, ${finding.fix.title})`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
