/** Every operation of the API: the OpenAPI document is made from this list. */

import type { AnyOperation } from '../operation';
import * as audit from './audit';
import * as catalogue from './catalogue';
import * as connections from './connections';
import * as decisions from './decisions';
import * as grants from './grants';
import * as policies from './policies';
import * as reviews from './reviews';
import * as servers from './servers';

export const operations: readonly AnyOperation[] = [
  ...Object.values(catalogue),
  ...Object.values(servers),
  ...Object.values(connections),
  ...Object.values(reviews),
  ...Object.values(policies),
  ...Object.values(grants),
  ...Object.values(decisions),
  ...Object.values(audit),
];
