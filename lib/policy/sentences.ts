/** What is told where the policy's author wrote nothing: one sentence a step, never with argument values. */
export const sentences = {
  allowed: 'The policy allows this call.',
  noPolicy: 'No policy is set for this access, so every call is denied.',
  invalidPolicy: 'The policy is not valid, so every call is denied.',
  invalidArguments: 'The arguments of this call cannot be read without doubt.',
  hidden: 'The policy hides this tool.',
  defaultDeny: 'No rule of the policy allows this tool.',
  actionDeny: 'The policy denies this tool.',
  denyIf: 'A rule of the policy denies this call.',
  require: 'This call does not meet a requirement of the policy.',
  validateArguments:
    'The arguments cannot be shown to satisfy the input schema that was reviewed for this tool.',
  approve: 'A person must approve this call.',
  limit: 'This call would go beyond a limit of the policy.',
  budget: 'The argument that a limit of the policy counts is not a number of at least 0.',
  internalError: 'An error happened while this call was judged, so it is denied.',
} as const;
