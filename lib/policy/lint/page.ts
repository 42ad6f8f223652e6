import type { Policy, PolicyTool } from '../language';

/** What the guide says about one code. The examples are run by the tests: `before` has the finding, `after` has not. */
export type Page = {
  title: string;
  /** What was found. */
  what: string;
  /** Why it matters. */
  why: string;
  /** How to mend it. */
  mend: string;
  example: { tools: PolicyTool[]; before: Policy; after: Policy };
};
