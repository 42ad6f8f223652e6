import { maxLiveCounts } from '@/lib/policy';
import type { Block } from '../model';
import { fieldTable, grouped } from './fields';

export const limitBlocks: readonly Block[] = [
  { kind: 'heading', id: 'limits', text: 'Limits' },
  {
    kind: 'text',
    text: 'A limit is a quota that admitted calls use up, in fixed windows aligned to the Unix epoch in UTC; `"month"` is the calendar month. A call that is denied or held uses up nothing, and one that is denied for a full window is told how many seconds to wait.',
  },
  fieldTable('Limit', 'The fields of a limit'),
  {
    kind: 'list',
    items: [
      'Counts belong to the policy, not to its version: an edit empties no window.',
      'All limits of a call are reserved together or not at all. A count that several limits share is charged once, with the largest of their increments, and each limit is checked against its own `max`.',
      'A unit is given back only when the call is known not to have reached the server. An error that the server answers has been a call.',
      `\`by\` keeps a separate count for each distinct value, up to ${grouped(maxLiveCounts)} in a window; past that, calls are denied. \`["args"]\` counts identical calls of one tool, which stops a loop.`,
      'With `increment_from` the limit is a budget. Anything but a finite number of at least 0 denies the call. Count money in whole minor units.',
    ],
  },
  {
    kind: 'example',
    says: 'A budget of 500 a day, and the same call no more than twice a minute. The calls are made one after the other.',
    policy: {
      version: '1',
      default: 'deny',
      tools: {
        buy_credits: {
          limits: [
            { counter: 'spent', window: 'day', max: 500, increment_from: 'args.cents' },
            { counter: 'same', window: 'minute', max: 2, by: ['args'], on_deny: 'This call repeats itself.' },
          ],
        },
      },
    },
    calls: [
      { tool: 'buy_credits', arguments: { cents: 100 }, expect: 'allow', rule: '/tools/buy_credits' },
      { tool: 'buy_credits', arguments: { cents: 100 }, expect: 'allow', rule: '/tools/buy_credits' },
      { tool: 'buy_credits', arguments: { cents: 100 }, expect: 'deny', rule: '/tools/buy_credits/limits/1' },
      { tool: 'buy_credits', arguments: { cents: 301 }, expect: 'deny', rule: '/tools/buy_credits/limits/0' },
      { tool: 'buy_credits', arguments: { cents: 300 }, expect: 'allow', rule: '/tools/buy_credits' },
      { tool: 'buy_credits', arguments: { cents: '1' }, expect: 'deny', rule: '/tools/buy_credits/limits/0' },
    ],
  },
  { kind: 'heading', id: 'tests', text: 'Tests' },
  {
    kind: 'text',
    text: 'Tests are kept with the policy. The builder and [`sallyport validate`](/guide/command-line#validate) run them; they change no decision. `expect` is exact: `"deny"` is not met by `hidden`.',
  },
  fieldTable('PolicyTest', 'The fields of a test'),
  {
    kind: 'example',
    says: 'Both sides of a bound, kept as tests.',
    policy: {
      version: '1',
      default: 'deny',
      tools: { resize: { require: [{ conditions: [{ path: 'args.width', op: 'lte', value: 2000 }] }] } },
      tests: [
        { name: 'as wide as may be', tool: 'resize', arguments: { width: 2000 }, expect: 'allow' },
        {
          name: 'one too wide',
          tool: 'resize',
          arguments: { width: 2001 },
          expect: 'deny',
          rule: '/tools/resize/require/0',
        },
      ],
    },
    calls: [
      { tool: 'resize', arguments: { width: 2000 }, expect: 'allow', rule: '/tools/resize' },
      { tool: 'resize', arguments: { width: 2001 }, expect: 'deny', rule: '/tools/resize/require/0' },
    ],
  },
];
