import { describe, expect, it } from 'vitest';
import { decisionOf } from '../decision-of';
import { type Action, actions, type Command, type Policy, type RiskClass } from '../language';
import { parse } from '../parse';
import { print } from '../print';
import { generatePolicy, randomFrom } from '../testing/generate';
import { edit } from './edit';

function decided(
  policy: Policy,
  action: Action,
  tools: string[],
  classes?: { [tool: string]: RiskClass },
): Policy {
  const result = edit(print(policy), [{ kind: 'decide', tools, action, classes }]);
  if (!result.ok) throw new Error(result.message);
  const parsed = parse(result.text);
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message);
  return parsed.policy;
}

const deny: Policy = { version: '1', default: 'deny' };
const allow: Policy = { version: '1', default: 'allow' };

describe('decide', () => {
  it('writes what was decided on purpose, also where the default says the same', () => {
    expect(decided(deny, 'allow', ['a'])).toEqual({ ...deny, tools: { a: {} } });
    expect(decided(deny, 'deny', ['a'])).toEqual({ ...deny, tools: { a: { action: 'deny' } } });
    expect(decided(deny, 'hide', ['a'])).toEqual({ ...deny, hide: ['a'] });
    expect(decided(deny, 'approve', ['a'])).toEqual({ ...deny, tools: { a: { action: 'approve' } } });
    expect(decided(allow, 'allow', ['a'])).toEqual({ ...allow, tools: { a: {} } });
  });

  it('takes a tool out of hide again, and keeps its rules', () => {
    const policy: Policy = {
      ...deny,
      hide: ['b', 'a'],
      tools: { a: { rate_limit: { max: 1, window: 60 } } },
    };
    expect(decided(policy, 'allow', ['a'])).toEqual({ ...policy, hide: ['b'] });
    expect(decided(policy, 'deny', ['a']).tools).toEqual({
      a: { action: 'deny', rate_limit: { max: 1, window: 60 } },
    });
    expect(decided({ ...policy, hide: [] }, 'hide', ['a'])).toEqual({ ...policy, hide: ['a'] });
  });

  it('removes an action to allow', () => {
    const policy: Policy = { ...deny, hide: ['a'], tools: { a: { action: 'hide', deny_if: [] } } };
    expect(decided(policy, 'allow', ['a'])).toEqual({ ...deny, hide: [], tools: { a: { deny_if: [] } } });
  });

  it('loses no rule of a pattern by the way, and stays on its counters', () => {
    const rules = { deny_if: [{ conditions: [] }], rate_limit: { max: 1, window: 60 as const } };
    const policy: Policy = { ...deny, tools: { 'send_*': { action: 'approve', reason: 'x', ...rules } } };
    const copied = {
      deny_if: rules.deny_if,
      limits: [{ counter: 'send_*_rate', max: 1, window: 60 }],
    };
    expect(decided(policy, 'allow', ['send_mail']).tools?.send_mail).toEqual(copied);
    expect(decided(policy, 'deny', ['send_mail']).tools?.send_mail).toEqual({ action: 'deny', ...copied });
    const allowing: Policy = { ...deny, tools: { 'send_*': rules } };
    expect(decided(allowing, 'allow', ['send_mail'])).toEqual(allowing);
  });

  it('keeps the rules of a class that it is told of', () => {
    const policy: Policy = { ...deny, classes: { Write: { action: 'approve', require: [] }, Read: {} } };
    const classes: { [tool: string]: RiskClass } = { w: 'Write', r: 'Read' };
    expect(decided(policy, 'allow', ['w', 'r'], classes).tools).toEqual({ w: { require: [] } });
  });

  it('does not narrow a pattern that hides: it says which one', () => {
    const result = edit(print({ ...deny, hide: ['del_*', 'del_all'] }), [
      { kind: 'decide', tools: ['del_all'], action: 'allow' },
    ]);
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.message).toContain('"del_*"');
  });

  it('refuses a name that would be read as a pattern, or is too long for one', () => {
    for (const tool of ['a*', 'x'.repeat(257), '\ud800'])
      for (const action of actions)
        expect(edit(print(deny), [{ kind: 'decide', tools: [tool], action }])).toMatchObject({ ok: false });
  });

  it('decides as it was told, whatever the policy said before', () => {
    for (let seed = 0; seed < 400; seed++) {
      const random = randomFrom(seed);
      const policy = generatePolicy(random);
      const tools = ['send_mail', '__proto__', 'a', 'x/y~z', 'new'];
      for (const action of actions) {
        const result = edit(print(policy), [{ kind: 'decide', tools, action }]);
        if (!result.ok) continue;
        const parsed = parse(result.text);
        if (!parsed.ok) throw new Error(`${seed}: ${parsed.faults[0]?.message}`);
        for (const tool of tools) expect(decisionOf(parsed.policy, tool).action).toBe(action);
      }
    }
  });

  it('decides 805 tools in one step, and takes it back byte for byte', () => {
    const tools = Array.from({ length: 805 }, (_, i) => `tool_${i}`);
    const steps: Command[] = actions.map((action) => ({ kind: 'decide', tools, action }));
    let text = print({ ...deny, tools: {} });
    for (const step of [...steps, ...steps]) {
      const result = edit(text, [step]);
      if (!result.ok) throw new Error(result.message);
      text = result.text;
    }
    const parsed = parse(text);
    expect(parsed.ok && decisionOf(parsed.policy, 'tool_804')).toEqual({
      action: 'approve',
      because: '/tools/tool_804/action',
    });
  });
});
