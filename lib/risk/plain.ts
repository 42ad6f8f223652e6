import type { RiskClass } from '@/lib/policy';
import { severityOf } from './severity';
import type { Severity } from './types';

/** A class in plain words, for pages: what it is, what can go wrong, how it is controlled. */
export type PlainClass = {
  class: RiskClass;
  severity: Severity;
  /** A few words, for a badge's hint. */
  short: string;
  what: string;
  wrong: string[];
  control: string;
};

export const plainClasses: { [riskClass in RiskClass]: PlainClass } = {
  Read: {
    class: 'Read',
    severity: severityOf('Read'),
    short: 'looks at data, changes nothing',
    what: 'A Read tool retrieves or computes. When it is done, everything is as it was.',
    wrong: [
      'What it returns may be private, and another tool may carry it away.',
      'What it returns may hold instructions that a stranger wrote for the agent.',
      'Called without end, it costs money or slows the system that it asks.',
    ],
    control: 'Allow it, and limit it where what it reads is private or paid for.',
  },
  Write: {
    class: 'Write',
    severity: severityOf('Write'),
    short: 'creates or changes what can be corrected',
    what: 'A Write tool creates or changes state in a way that a person can correct afterwards.',
    wrong: [
      'Wrong or planted data stands where people and systems rely on it.',
      'Many small changes in a short time are tedious to take back.',
      'A setting or a permission that is changed opens the way for a worse call.',
    ],
    control: 'Limit how often it may be called, and check the arguments that say where it writes.',
  },
  Execute: {
    class: 'Execute',
    severity: severityOf('Execute'),
    short: 'starts processes or acts on the world',
    what: 'An Execute tool runs code, queries or browser actions, starts or stops processes, or sends something to people and outside systems. What it does depends on its arguments.',
    wrong: [
      'An argument that a stranger suggested becomes a command.',
      'A message that is sent cannot be called back.',
      'What it starts costs money, takes other systems down, or reaches further than the caller may.',
    ],
    control: 'Limit it to a few calls a minute, and require arguments that you know.',
  },
  Destructive: {
    class: 'Destructive',
    severity: severityOf('Destructive'),
    short: 'deletes or overwrites for good',
    what: 'A Destructive tool deletes, purges, revokes or overwrites. What is gone does not come back.',
    wrong: [
      'A misread request removes what nobody wanted removed.',
      'Called in a loop or with a wide filter, it empties a whole system.',
      'It covers the traces of other calls.',
    ],
    control: 'Hide it from agents; where it is needed, let a person approve each call.',
  },
  Financial: {
    class: 'Financial',
    severity: severityOf('Financial'),
    short: 'moves money or takes on an obligation',
    what: 'A Financial tool pays, refunds, buys, sells or orders, or binds somebody to pay later.',
    wrong: [
      'Money goes to a wrong or a planted recipient and is hard to get back.',
      'Repeated calls buy or pay several times over.',
      'An amount is off by a unit: cents for euros, a token for its fraction.',
    ],
    control: 'Let a person approve each call, and keep a budget by amount.',
  },
};
