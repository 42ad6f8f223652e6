import type { Json } from '@/lib/json';
import type { RiskClass } from '@/lib/policy';
import type { Classification } from '@/lib/risk';
import { classTexts } from './class-texts';
import { type IndexSize, many, type ServerShown, type ToolShown } from './shapes';
import type { Words } from './words';

export type Question = {
  ask: Words;
  answer: readonly Words[];
  /** A policy that does what the answer says: it parses as it stands. */
  policy?: { [name: string]: Json };
};

type Asked = {
  tool: Pick<ToolShown, 'name' | 'class' | 'severity' | 'summary'>;
  server: Pick<ServerShown, 'name' | 'title' | 'toolCount'>;
  judgement: Pick<Classification, 'rationale' | 'confidence'>;
  size: IndexSize;
};

/** What people ask about a tool, answered for this product. A test reads every policy in it. */
export function questionsOf({ tool, server, judgement, size }: Asked): Question[] {
  const name = { code: tool.name };
  const served = { theirs: server.title ?? server.name };
  const rule = classTexts[tool.class].rule;
  const only = (ruleSet: Json) => ({ version: '1', default: 'deny', tools: { [tool.name]: ruleSet } });
  const sayable = !tool.name.includes('*');
  return [
    {
      ask: ['What does ', name, ' do?'],
      answer: [
        tool.summary === ''
          ? [
              'Its server does not say: the description is empty, so this is read from its name and its input schema. ',
              { theirs: judgement.rationale },
            ]
          : ['Its server says: “', { theirs: tool.summary }, '”. ', { theirs: judgement.rationale }],
      ],
    },
    {
      ask: ['How do I enforce a policy on ', name, '?'],
      answer: [
        [
          'Register ',
          served,
          ' in the console, save a policy for it, make a grant, and give your client the gateway’s address and the grant’s token instead of the server’s own. Every call is then decided before a byte of it reaches the server, and recorded with the rule that decided.',
        ],
      ],
    },
    {
      ask: ['What risk level does ', name, ' have?'],
      answer: [
        [
          `${tool.severity}: it is ${tool.class === 'Execute' ? 'an' : 'a'} ${tool.class} tool, with a confidence of ${Math.round(judgement.confidence * 100)} %. Recommended: it ${rule}.`,
        ],
      ],
    },
    {
      ask: ['Can I rate-limit ', name, '?'],
      answer: [
        [
          'Yes. ',
          { code: 'rate_limit' },
          ' counts calls in a fixed window of so many seconds, for each grant by itself. An entry of the list ',
          { code: 'limits' },
          ' can say more: there, ',
          { code: '"scope": "organisation"' },
          ' shares the count among all, and ',
          { code: '"by": ["args"]' },
          ' counts identical calls.',
        ],
      ],
      ...(sayable && { policy: only({ rate_limit: { max: 10, window: 60 } }) }),
    },
    {
      ask: ['How do I block ', name, ' completely?'],
      answer: [
        [
          'With ',
          { code: '"action": "hide"' },
          ' it is not even listed, and a call is answered like one of an unknown tool. ',
          { code: '"action": "deny"' },
          ' leaves it listed and tells the agent why. Under ',
          { code: '"default": "deny"' },
          ' it is enough not to name it.',
        ],
      ],
      ...(sayable && { policy: only({ action: 'deny', reason: 'Not for agents.' }) }),
    },
    {
      ask: ['Which server provides ', name, '?'],
      answer: [
        [
          served,
          ...(server.title ? [', by the name ', { code: server.name }] : []),
          `, with ${many(server.toolCount, 'tool')}. The index of this Sallyport has ${many(size.tools, 'tool')} of ${many(size.servers, 'server')}.`,
        ],
      ],
    },
  ];
}

/** What can go wrong with one tool, by its class and what it takes. */
export function harmOf(tool: Pick<ToolShown, 'class' | 'signals'>): string {
  const known = tool.signals.find((code) => Object.hasOwn(signalHarms, code));
  return (known && signalHarms[known as keyof typeof signalHarms]) ?? harms[tool.class];
}

const signalHarms = {
  'gives-secrets': 'What it returns opens other doors: whoever reads it can act there.',
  'free-shell': 'It runs any command that it is given, with the rights of its server.',
  'free-code': 'It runs any code that it is given, so it can do what every other tool is denied.',
  'free-sql': 'Its query decides what happens: one statement can read or empty every table.',
  'mixed-actions': 'One argument decides whether it reads, changes or deletes.',
  bulk: 'One call acts on many things at once.',
  force: 'An argument skips the question whether you are sure.',
};

const harms: { readonly [riskClass in RiskClass]: string } = {
  Read: 'What it returns can be private, or an order to the agent.',
  Write: 'Repeated, it changes more than a person can correct by hand.',
  Execute: 'What happens is decided by its arguments, and outlasts the call.',
  Destructive: 'What it takes away does not come back.',
  Financial: 'Money that has left, or an order that was placed, binds you.',
};
