/** What a sample call of a tool comes to: its review first, as in the gateway, then what the policy says. */

import type { Action, Verdict } from '@/lib/policy';
import type { Sample } from '../document';
import type { BuilderTool } from './tool';

/** How the server treats calls of tools that nobody reviewed, and of those that changed since. */
export type ReviewSettings = Record<'unreviewed' | 'drifted', 'deny' | 'hold' | 'allow'>;

export type Outcome = {
  /** null where no call could be thought of that the schema admits, and all depends on that. */
  verdict: Verdict | null;
  /** The arguments of the sample, for people. */
  call: string;
  why: string;
  /** It is not what the decision alone lets expect. */
  differs: boolean;
};

const expected: Record<Action, Verdict> = {
  allow: 'allow',
  deny: 'deny',
  hide: 'hidden',
  approve: 'approve',
};

export function outcomeOf(
  { review = 'reviewed' }: Pick<BuilderTool, 'review'>,
  decision: Action,
  { verdict, rule, reason, call, fits }: Sample,
  settings: ReviewSettings,
): Outcome {
  const told = (verdict: Verdict, why: string): Outcome => {
    return { verdict, call, why, differs: verdict !== expected[decision] };
  };
  const setting = review === 'reviewed' ? 'allow' : settings[review];
  if (setting === 'deny') return told('deny', unseen[review]);
  if (!fits && rule.endsWith('/validate_arguments'))
    return { verdict: null, call, why: 'No sample could be made that its schema admits.', differs: false };
  if (setting === 'hold' && verdict === 'allow') return told('approve', unseen[review]);
  return told(verdict, rule.startsWith('/') && rule !== '/default' ? `${reason} ${rule}`.trim() : reason);
}

const unseen = {
  reviewed: '',
  unreviewed: 'Nobody has reviewed this tool yet.',
  drifted: 'The definition of this tool changed since a person reviewed it.',
};
