/** How a recorded decision came about, told from the rule that made it. The order is that of lib/policy's `decide`. Pure. */

import type { DecisionStep, DecisionView } from './shapes';

const order = [
  'grant',
  'reading',
  'connection',
  'review',
  'policy',
  'hidden',
  'rules',
  'action',
  'deny_if',
  'require',
  'arguments',
  'approval',
  'limits',
] as const;
type Stage = (typeof order)[number];

const titles: Record<Stage, string> = {
  grant: 'The grant is valid',
  reading: 'The arguments can be read in one way only',
  connection: 'The server may be reached with the access that it was given',
  review: 'A person has reviewed the tool’s definition',
  policy: 'The grant has a policy that parses',
  hidden: 'The tool is not hidden',
  rules: 'The policy has rules for the tool',
  action: 'The action for the tool lets calls on',
  deny_if: 'No deny_if rule fires',
  require: 'Every require rule holds',
  arguments: 'The arguments fit the tool’s schema, where the policy asks for that',
  approval: 'No person has to approve the call, or one has',
  limits: 'Every limit has room',
};

/** The same of the step that stopped a call. */
const stopped: Record<Stage, string> = {
  grant: 'The grant does not allow this',
  reading: 'The arguments cannot be read in one way only',
  connection: 'The server has to be connected first',
  review: 'Nobody has reviewed the tool’s definition as it is now',
  policy: 'The grant has no policy that parses',
  hidden: 'The tool is hidden',
  rules: 'The policy has no rules for the tool',
  action: 'The action for the tool stops the call',
  deny_if: 'A deny_if rule fires',
  require: 'A require rule does not hold',
  arguments: 'The arguments do not fit the tool’s schema',
  approval: 'A person has to approve the call',
  limits: 'A limit is full',
};

/** What other methods than a tool's call need. */
const otherTitles: [string, string] = ['The grant is valid', 'The grant gives the method'];

/** A definition that nobody has looked at as it is, and a call that got past that. */
const findings = new Map([
  ['unreviewed', 'Nobody had reviewed the tool’s definition'],
  ['drifted', 'The tool’s definition had changed since a person reviewed it'],
]);

const letOn = 'A finding: the server is set to let such calls on to the policy.';
const approvedAnyway = 'A finding: a person approved this very call.';

export function stepsOf(
  decision: Pick<DecisionView, 'tool' | 'verdict' | 'rule' | 'reason' | 'review' | 'approvalId'>,
): DecisionStep[] {
  const { verdict, rule, reason } = decision;
  const ended = verdict === 'allow' ? null : reason;
  if (decision.tool === null) {
    return otherTitles.map((title, index) =>
      index === 0 || ended === null
        ? { title, outcome: 'passed', says: index === 0 ? '' : reason }
        : { title, outcome: 'stopped', says: ended },
    );
  }
  const finding = findings.get(decision.review ?? '');
  const past = (stage: Stage, says: string): DecisionStep => {
    if (stage !== 'review' || finding === undefined) return { title: titles[stage], outcome: 'passed', says };
    const why = ended === null && decision.approvalId !== null ? approvedAnyway : letOn;
    return { title: finding, outcome: 'passed', says: why };
  };
  if (ended === null) {
    return order
      .filter((one) => one !== 'connection')
      .map((stage) => past(stage, stage === 'rules' ? `${rule} speaks for it.` : ''));
  }
  const stage = stageOf(rule, verdict);
  // Only servers that are connected by OAuth have this step, and it is told of where it stops a call.
  const asked = order.filter((one) => one !== 'connection' || stage === 'connection');
  const stop = asked.indexOf(stage);
  const set = /^\/(?:tools|classes)\/[^/]+/.exec(rule)?.[0];
  return asked.map((stage, index) => {
    if (index === stop)
      return { title: stopped[stage], outcome: 'stopped', says: `${ended} ${bracketed(rule)}` };
    if (index > stop) return { title: titles[stage], outcome: 'skipped', says: '' };
    return past(stage, stage === 'rules' && set !== undefined ? `${set} speaks for it.` : '');
  });
}

function stageOf(rule: string, verdict: DecisionView['verdict']): Stage {
  switch (rule) {
    case '(invalid arguments)':
      return 'reading';
    case '(not connected)':
      return 'connection';
    case '(unreviewed)':
    case '(drifted)':
      return 'review';
    case '(no policy)':
    case '(invalid policy)':
      return 'policy';
    case '(hidden)':
      return 'hidden';
    case '(default deny)':
      return 'rules';
  }
  if (/\/(?:limits\/\d+|rate_limit)(?:\/|$)/.test(rule)) return 'limits';
  if (/\/approve_if\/\d+$/.test(rule) || verdict === 'approve') return 'approval';
  if (/\/validate_arguments$/.test(rule)) return 'arguments';
  if (/\/require\/\d+$/.test(rule)) return 'require';
  if (/\/deny_if\/\d+$/.test(rule)) return 'deny_if';
  if (/\/action$/.test(rule)) return 'action';
  return rule.startsWith('/') ? 'action' : 'grant';
}

/** The words that stand for a rule, such as (drifted), have their brackets already. */
function bracketed(rule: string): string {
  return rule.startsWith('(') ? rule : `(${rule})`;
}
