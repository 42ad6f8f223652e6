/** What the pages about grants draw and send. */

export type Granted = {
  id: string;
  name: string /** null follows the newest. */;
  number: number | null;
  newest: number;
};

export type GrantRow = {
  id: string;
  label: string;
  tokenPrefix: string;
  policy: Granted | null;
  candidate: Granted | null;
  may: string[];
  maxInFlight: number;
  state: 'active' | 'expired' | 'revoked';
  expiresAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  createdBy: string;
};

export type GrantInput = {
  label: string;
  policyId: string | null;
  policyNumber: number | null;
  candidateId: string | null;
  candidateNumber: number | null;
  may: string[];
  maxInFlight: number;
  expiresAt: string | null;
};

export type PolicyChoice = { id: string; name: string; version: number };

/** What a grant may be given beside tools: the name on the wire, and what it opens. */
export const permissions: readonly [name: string, label: string, hint: string][] = [
  ['resources', 'Resources', 'Read and follow what the server offers to read.'],
  ['prompts', 'Prompts', 'Fetch the server’s prompts.'],
  ['completion', 'Completion', 'Ask for completions of arguments.'],
  ['logging', 'Log levels', 'Set how much the server logs.'],
  ['tasks', 'Tasks', 'Follow and cancel long calls.'],
  [
    'sampling',
    'Sampling',
    'The server may ask the agent’s model. The agent pays for it, and the server gets the answers.',
  ],
  ['elicitation', 'Elicitation', 'The server may ask the agent’s user, in its own words.'],
];
