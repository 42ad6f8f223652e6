import { describe, expect, it } from 'vitest';
import type { Policy } from '../language';
import { explain } from './explain';

const said = (policy: Policy) =>
  explain(policy).map(({ depth, text }) => `${depth === 1 ? '- ' : ''}${text}`);

describe('explain', () => {
  it('says what happens to tools that are named, hidden and not named', () => {
    expect(
      said({
        version: '1',
        default: 'deny',
        hide: ['drop_*'],
        tools: { a: {}, b: {}, c: { action: 'deny', reason: 'not now' } },
      }),
    ).toEqual([
      'What this policy does not name is denied.',
      'Hidden from the agent, and refused when called: every tool like `drop_*`.',
      '`a`, `b` may be called freely.',
      '`c` is listed, and every call is denied, saying "not now".',
    ]);
  });

  it('says each rule in the order in which a call meets it', () => {
    expect(
      said({
        version: '1',
        default: 'allow',
        all_tools: { limits: [{ counter: 'all', window: 'hour', max: 100, scope: 'organisation' }] },
        tools: {
          pay: {
            action: 'approve',
            deny_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 1000 }], on_deny: 'too much' }],
            require: [
              {
                conditions: [
                  {
                    any: [
                      { path: 'args.to', op: 'eq', value: 'a' },
                      { path: 'args.to', op: 'eq', value: 'b' },
                    ],
                  },
                  { not: { path: 'args.items[*].sku', op: 'in', value: ['x', 'y'] } },
                ],
              },
            ],
            approve_if: [{ conditions: [], expires_in: 7200 }],
            limits: [
              { counter: 'spent', window: 'day', max: 5000, increment_from: 'args.amount', by: ['args.to'] },
            ],
            rate_limit: { max: 1, window: 90 },
            validate_arguments: true,
          },
        },
      }),
    ).toEqual([
      'What this policy does not name is allowed.',
      'For every call:',
      '- At most 100 calls an hour for the whole organisation (counter `all`).',
      '`pay`: each call waits for a person, and:',
      '- A call is denied when `amount` is above 1000, or this cannot be told, saying "too much".',
      '- A call is denied unless (`to` is "a" or `to` is "b") and it is not so that any `items[*].sku` is one of "x", "y".',
      '- The arguments must fit the reviewed input schema and name nothing else.',
      '- Every call waits up to 2 hours for a person.',
      '- The sum of `amount` is at most 5000 a day for each grant, counted for each `to` (counter `spent`).',
      '- At most 1 call in 90 seconds for each grant.',
    ]);
  });

  it('says of a rule without conditions what it does to every call', () => {
    const always = { conditions: [] };
    const ruleSet = {
      deny_if: [{ ...always, on_deny: 'no' }, { conditions: [{ any: [] }] }],
      require: [always, { conditions: [{ all: [] }] }],
      approve_if: [{ ...always, reason: 'ask' }],
    };
    expect(said({ version: '1', default: 'deny', tools: { a: ruleSet } }).slice(2)).toEqual([
      '- Every call is denied, saying "no".',
      '- A call is denied when an empty `any` holds (never), or this cannot be told.',
      '- A requirement without conditions always holds.',
      '- A call is denied unless an empty `all` holds (always).',
      '- Every call waits up to 1 hour for a person, saying "ask".',
    ]);
  });

  it('begins each sentence with a capital, or with a name in code', () => {
    const approve = { action: 'approve' as const };
    const sentences = said({
      version: '1',
      default: 'deny',
      hide: ['drop_*'],
      all_tools: { limits: [{ counter: 'all', window: 'hour', max: 9 }] },
      classes: { Read: {} },
      tools: {
        'rl_*': { rate_limit: { max: 1, window: 'minute' } },
        'ask_*': approve,
        pay: approve,
        'no_*': { action: 'deny' },
        'gone_*': { action: 'hide' },
        free: {},
        'free_*': {},
      },
    });
    for (const sentence of sentences) expect(sentence).toMatch(/^(?:- )?[A-Z`]/);
    expect(sentences).toContain('Every tool like `rl_*` may be called, and:');
    expect(sentences).toContain('Every tool like `ask_*`, `pay`: each call waits for a person.');
    expect(sentences).toContain('`free`, every tool like `free_*` may be called freely.');
  });

  it('says once what many tools share, though each counts for itself', () => {
    const limit = (tool: string) => ({
      limits: [{ counter: `${tool}_rate`, window: 'minute' as const, max: 10, scope: 'grant' as const }],
    });
    const sentences = explain({ version: '1', default: 'deny', tools: { x: limit('x'), y: limit('y') } });
    expect(sentences.filter(({ depth }) => depth === 0).map(({ tools }) => tools)).toEqual([
      undefined,
      ['x', 'y'],
    ]);
  });
});
