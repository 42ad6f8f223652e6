import type { GuidePage } from '../model';
import { conditionBlocks } from './language-conditions';
import { decisionBlocks } from './language-decision';
import { documentBlocks } from './language-document';
import { limitBlocks } from './language-limits';

export const languagePage: GuidePage = {
  path: '/guide/language',
  title: 'The policy language',
  description:
    'The whole of policy.json: document, rule sets, rules, every operator, limits, tests, and how a call is decided, with working examples.',
  lead: 'policy.json means the same in the builder, in the editor, on the command line and in the gateway: one engine reads it.',
  blocks: [...documentBlocks, ...conditionBlocks, ...limitBlocks, ...decisionBlocks],
};
