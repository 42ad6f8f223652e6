import { type RiskClass, recommendedPerMinute } from '@/lib/policy';

type ClassText = {
  /** After the class's name and a comma. */
  is: string;
  /** What a call of such a tool leaves behind. */
  effects: string;
  /** Where it ends, and the next begins. */
  border: string;
  /** What can go wrong, begun with a verb in the past or a noun. */
  wrong: readonly string[];
  /** Why a policy, although it is only this class. */
  why: string;
  /** The recommended rule in words. */
  rule: string;
  /** What to do beyond it. */
  further: string;
};

/** What a class means, for its own page and for the pages of its tools. The rules are those that `recommend` writes. */
export const classTexts: { readonly [riskClass in RiskClass]: ClassText } = {
  Read: {
    is: 'looks at data or computes, and changes nothing.',
    effects: 'A call leaves nothing behind, but what it returns goes into the context of the agent.',
    border:
      'A query that is fixed to reading is Read; free SQL is Execute, because its text decides what it does. A file that the tool writes on the caller’s word makes it Write. A tool that gives out secrets or its environment stays Read, but is of High severity.',
    wrong: [
      'Something private comes into a context from which another tool carries it out.',
      'A text that a stranger wrote is returned, and the agent takes it for an order.',
      'A loop of harmless calls uses up a paid quota.',
    ],
    why: 'Reading is where most leaks begin: what an agent has read it can pass on.',
    rule: 'is allowed as it is',
    further:
      'Where it can reach something private, say with `require` which part: one repository, one folder, one workspace.',
  },
  Write: {
    is: 'creates or changes state that can be corrected afterwards.',
    effects: 'A call changes something that others see, and that a person can put right.',
    border:
      'Archiving, disabling and moving to a bin that gives back are Write; deleting and overwriting for good are Destructive. Sending something to people is Execute.',
    wrong: [
      'Wrong or invented data is written in bulk before anybody looks.',
      'A text or a link that a stranger supplied is published under your name.',
      'Many small changes have to be taken back one by one.',
    ],
    why: 'One change is corrected in a minute, a thousand are not. The count is what makes it safe.',
    rule: `may be called ${recommendedPerMinute.Write} times a minute by each grant`,
    further: 'Say with `require` where it may write, and bound texts with `length_lte`.',
  },
  Execute: {
    is: 'starts a process or acts on the world, and its effects depend on the arguments.',
    effects:
      'What happens is decided by the arguments, and it outlasts the call: jobs run, messages arrive, other systems react.',
    border:
      'Code, free queries, requests, browser actions, scans, deployments and messages to people are Execute. A process that can only read is Read; one whose purpose is to delete is Destructive.',
    wrong: [
      'The agent runs what a web page or a ticket told it to run.',
      'A call that failed is repeated, each time as a new job with its own cost.',
      'It does by free text what another tool is denied.',
    ],
    why: 'The name of such a tool does not tell what a call will do. Only its arguments do, and they are often a stranger’s.',
    rule: `may be called ${recommendedPerMinute.Execute} times a minute by each grant`,
    further: 'Say with `require` what its arguments may be, and let a person approve free text.',
  },
  Destructive: {
    is: 'deletes, revokes or overwrites for good.',
    effects: 'What a call takes away does not come back.',
    border:
      'Moving to a bin is Write. Deleting, purging, revoking a key, dropping a table and overwriting without a version are Destructive, also as one action among several.',
    wrong: [
      'Data that nobody has a copy of is deleted, by mistake or while tidying up.',
      'A pattern or an empty filter deletes everything instead of one thing.',
      'Traces of another attack are removed.',
    ],
    why: 'There is no time to react: after the call it is too late, and an instruction in a prompt has not stopped agents before.',
    rule: 'is hidden: it is not listed, and a call of it is answered like one of an unknown tool',
    further: 'Where it is needed, use `action: "approve"`, so that a person sees the arguments of each call.',
  },
  Financial: {
    is: 'moves money or takes on an obligation.',
    effects: 'A call pays, refunds, buys, sells or orders: it binds you towards somebody else.',
    border:
      'To draft an invoice, list prices or confirm a cost moves nothing and is not Financial. An invoice that is owed from then on is.',
    wrong: [
      'The wrong party is paid, or the right one twice.',
      'Many small payments pass below the limit for one.',
      'The agent is talked into a refund or a discount.',
    ],
    why: 'Money that has left is rarely given back, and persuasion is cheap.',
    rule: 'is held: each call waits for a person',
    further:
      'Add a ceiling with `require`, and a budget by the day with `increment_from`; then small amounts can go without asking by `approve_if`.',
  },
};

/** What a tool of the class does, in a sentence. */
export function classLead(riskClass: RiskClass): string {
  return `${riskClass === 'Execute' ? 'An' : 'A'} ${riskClass} tool ${classTexts[riskClass].is}`;
}

export function classPath(riskClass: RiskClass): string {
  return `/risk/${riskClass.toLowerCase()}`;
}
