import { type AttackPattern, inputs } from '../pattern';

const own = [
  {
    conditions: [{ path: 'args.workspace', op: 'eq' as const, value: '1201' }],
    on_deny: 'This grant is for workspace 1201.',
  },
];

export const confusedDeputy: AttackPattern = {
  slug: 'confused-deputy',
  title: 'Confused deputy',
  summary:
    'A server acts with rights of its own for whoever asks, and the one who asks gets more than is theirs.',
  how: [
    'Many servers hold one strong credential and answer everybody with it. Whether the person behind a call may see a record is then a question that only the server can answer, and it knows no more than the arguments say. An identifier that belongs to somebody else is enough.',
    'An agent makes this likelier. It guesses identifiers, follows those that it finds in texts, and never asks itself whether they are its own.',
  ],
  cases: [
    {
      name: 'Asana’s MCP server',
      year: 2025,
      text: 'A flaw in the access control of Asana’s new MCP server could show data of one organisation to users of another. The server was taken off the net on 5 June for nearly two weeks, and about a thousand customers were told.',
      source: {
        title: 'The Asana MCP data exposure of June 2025 (Safeguard)',
        url: 'https://safeguard.sh/resources/blog/asana-mcp-cross-tenant-data-leak-2025',
      },
    },
  ],
  classes: ['Read', 'Write'],
  stoppedBy: '`require` that every call names your own workspace, and a policy for each grant',
  policy: {
    version: '1',
    default: 'deny',
    tools: {
      search_tasks: { require: own },
      update_task: {
        require: own,
        limits: [{ counter: 'update_task_rate', window: 'minute', max: 30, scope: 'grant' }],
      },
    },
  },
  says: 'Tasks may be searched and changed in workspace 1201, changes 30 a minute; a call that names another workspace, or none, is denied.',
  beyond:
    'Only the server can know whose a bare task id is, so call tools that take the owner beside the id, and give the server a credential with no more rights than its grants need. The token of a grant is never passed on to the server.',
  tools: {
    search_tasks: {
      class: 'Read',
      inputSchema: inputs({ text: { type: 'string' } }, { workspace: { type: 'string' } }),
    },
    update_task: {
      class: 'Write',
      inputSchema: inputs({ id: { type: 'string' }, workspace: { type: 'string' } }),
    },
  },
  calls: [
    {
      tool: 'search_tasks',
      arguments: { text: 'launch', workspace: '1201' },
      by: 'work',
      expect: 'allow',
      rule: '/tools/search_tasks',
    },
    {
      tool: 'search_tasks',
      arguments: { text: 'launch', workspace: '9907' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/search_tasks/require/0',
    },
    {
      tool: 'search_tasks',
      arguments: { text: 'launch' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/search_tasks/require/0',
    },
    {
      tool: 'update_task',
      arguments: { id: '77', workspace: '9907' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/update_task/require/0',
    },
  ],
};
