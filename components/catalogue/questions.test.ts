import { describe, expect, test } from 'vitest';
import { admit, compileText, decide, memoryQuotaStore, parse, riskClasses } from '@/lib/policy';
import { severityOf } from '@/lib/risk';
import { classBlocks } from './class-blocks';
import { questionsOf } from './questions';
import { saidPlainly, wordsOf } from './words';

const asked = (name: string) => ({
  tool: { name, class: 'Execute' as const, severity: severityOf('Execute'), summary: '' },
  server: { name: 'io.example/scan', title: null, toolCount: 3 },
  judgement: { rationale: 'It starts something.', confidence: 0.9 },
  size: { servers: 1, tools: 3 },
});

function policies(name: string) {
  return questionsOf(asked(name)).flatMap(({ policy }) => (policy ? [JSON.stringify(policy)] : []));
}

test.each(['start_security_scan', '__proto__', 'a"b\\c', '</script>'])(
  'the policies in the answers about %j parse, limit, and block',
  (name) => {
    const [limiting = '', blocking = ''] = policies(name);
    expect(parse(limiting)).toMatchObject({ ok: true });
    const counts = memoryQuotaStore();
    const call = () =>
      admit(decide(compileText(limiting), { tool: name, arguments: {} }, { nowMs: 0 }), counts, 0).verdict;
    expect(Array.from({ length: 11 }, call)).toEqual([...Array(10).fill('allow'), 'deny']);
    expect(decide(compileText(blocking), { tool: name, arguments: {} }, { nowMs: 0 })).toMatchObject({
      verdict: 'deny',
      reason: 'Not for agents.',
    });
  },
);

test('a name that would be a pattern gets no policy', () => {
  expect(policies('wild_*')).toEqual([]);
});

test('each question that is asked about tools is answered', () => {
  const questions = questionsOf(asked('x')).map(({ ask }) => saidPlainly(ask));
  for (const word of ['do?', 'enforce', 'risk level', 'rate-limit', 'block', 'Which server'])
    expect(questions.some((question) => question.includes(word))).toBe(true);
});

test('what a stranger wrote stays a part of its own', () => {
  expect(wordsOf('Hidden: `a`, `b`.')).toEqual([
    { theirs: 'Hidden: ' },
    { code: 'a' },
    { theirs: ', ' },
    { code: 'b' },
    { theirs: '.' },
  ]);
});

describe.each(riskClasses)('the example of %s', (riskClass) => {
  const example = classBlocks(riskClass).find((block) => block.kind === 'example');
  if (example?.kind !== 'example') throw new Error('There is no example.');
  test('says what the engine says', () => {
    const compiled = compileText(JSON.stringify(example.policy));
    const counts = memoryQuotaStore();
    for (const { tool, times = 1, expect: verdict, rule, approved } of example.calls) {
      let last = { verdict: '', rule: '' };
      for (let time = 0; time < times; time += 1) {
        const context = { nowMs: 0, class: riskClass, ...(approved && { approved }) };
        last = admit(decide(compiled, { tool, arguments: {} }, context), counts, 0);
      }
      expect(last).toMatchObject({ verdict, rule });
    }
  });
});
