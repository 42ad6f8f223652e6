/** One sentence for each field of policy.json: what an editor shows beside it. */

const texts: { readonly [field: string]: string } = {
  'Policy.$schema': 'Where an editor finds the JSON Schema of this document.',
  'Policy.version': 'The version of the language: always "1".',
  'Policy.description': 'What this policy is for, for people.',
  'Policy.default': 'What happens to a tool that no rule set speaks about.',
  'Policy.hide':
    'Tools that are left out of tools/list and refused when called; `*` stands for any run of characters.',
  'Policy.all_tools': "Rules that hold for every call, on top of the tool's own.",
  'Policy.classes': 'Rules for tools of a risk class that `tools` does not name.',
  'Policy.tools': 'Rules by tool name; a name with `*` is a pattern. `{}` allows the tool.',
  'Policy.tests': 'Expectations that are kept with the policy and run when it is validated.',
  'RuleSet.action':
    'What happens to a call before any condition is looked at: allow, deny, hide, or approve (a person decides).',
  'RuleSet.reason': 'What the agent and the log are told when `action` blocks or holds a call.',
  'RuleSet.deny_if': 'A call is denied when one of these rules matches, or cannot be told not to.',
  'RuleSet.require': 'A call is denied unless every one of these rules holds.',
  'RuleSet.approve_if':
    'A call waits for a person when one of these rules matches, or cannot be told not to.',
  'RuleSet.limits': 'Quotas that an admitted call uses up.',
  'RuleSet.rate_limit': "Shorthand for one more limit, counted by the rule set's key with `_rate` behind it.",
  'RuleSet.validate_arguments':
    'The arguments must satisfy the reviewed input schema and name nothing that it does not declare.',
  'Rule.conditions': 'Joined by AND; an empty list matches every call.',
  'Rule.on_deny': 'What the agent is told when this rule denies its call.',
  'ApprovalRule.conditions': 'Joined by AND; an empty list matches every call.',
  'ApprovalRule.reason': 'What the agent and the approver are told.',
  'ApprovalRule.expires_in':
    'Seconds that an approval can be given and used: 60 to 604800, 3600 when left out.',
  'Comparison.path':
    'An argument: `args.name`, `args["any name"]`, `args.list[*].name`; `args` is all of them.',
  'Comparison.op': 'How the argument is compared. What cannot be compared counts against the call.',
  'Comparison.value': 'What the argument is compared with. No conversion: "5" is not 5.',
  'Limit.counter': 'Limits with the same counter, window, scope and `by` share their count.',
  'Limit.window': 'A fixed window in UTC: second, minute, hour, day, month, or a whole number of seconds.',
  'Limit.max': 'The most that one window admits.',
  'Limit.scope': 'Who shares the count: one grant, all of the server, or all of the organisation.',
  'Limit.increment_from': 'Count the value of this argument instead of 1: a budget.',
  'Limit.by': 'A separate count for each distinct value of these arguments; ["args"] counts identical calls.',
  'Limit.on_deny': 'What the agent is told when this limit is used up.',
  'RateLimit.max': 'The most calls that one window admits.',
  'RateLimit.window':
    'A fixed window in UTC: second, minute, hour, day, month, or a whole number of seconds.',
  'PolicyTest.name': 'What this test shows.',
  'PolicyTest.tool': 'The tool that is called.',
  'PolicyTest.arguments': 'Its arguments; {} when left out.',
  'PolicyTest.class': 'The risk class that is recorded for the tool.',
  'PolicyTest.expect': 'The verdict, exactly: deny is not met by hidden.',
  'PolicyTest.rule': 'The rule that must make the verdict, as a JSON Pointer or a word in brackets.',
};

export function fieldText(shape: string, field: string): string {
  const key = `${shape === 'SharedRuleSet' ? 'RuleSet' : shape}.${field}`;
  return texts[key] ?? '';
}
