import { type AttackPattern, inputs } from '../pattern';

export const toolPoisoning: AttackPattern = {
  slug: 'tool-poisoning',
  title: 'Tool poisoning',
  summary: 'Orders for the model stand in the description of a harmless tool, where people do not look.',
  how: [
    'A client shows the name of a tool and perhaps its first line. The model reads all of it: description, parameter names, defaults, the text of the schema. A server can write there what a user would never accept, such as to read a key file first and to hand its contents over in an extra argument, for the sake of the calculation.',
    'The tool need not do anything wrong itself. It is enough that its text stands in the same conversation as other tools that can read files or send messages: the model carries the order out with those.',
  ],
  cases: [
    {
      name: 'Tool Poisoning Attacks, by Invariant Labs',
      year: 2025,
      text: 'An `add` tool whose description told the model to read the client’s own configuration and a private SSH key and to pass them in a `sidenote` argument. The client shown obeyed, and its confirmation did not show the whole argument.',
      source: {
        title: 'MCP Security Notification: Tool Poisoning Attacks',
        url: 'https://invariantlabs.ai/blog/mcp-security-notification-tool-poisoning-attacks',
      },
    },
  ],
  classes: ['Read', 'Write', 'Execute'],
  stoppedBy: 'arguments that must fit the reviewed schema, and files that must lie in the project',
  policy: {
    version: '1',
    default: 'deny',
    all_tools: { validate_arguments: true },
    tools: {
      add: {},
      read_file: {
        require: [
          {
            conditions: [{ path: 'args.path', op: 'within', value: '/workspace/project' }],
            on_deny: 'Only files of the project may be read.',
          },
        ],
      },
    },
  },
  says: 'Numbers may be added and files of the project read; an argument that the reviewed schema does not declare, or a file outside the project, denies the call.',
  beyond:
    'A policy does not read descriptions. The review does: orders to the model, hidden characters and encoded texts in a definition are shown as findings before anybody confirms the tool, and a tool that nobody reviewed is denied.',
  tools: {
    add: { class: 'Read', inputSchema: inputs({ a: { type: 'number' }, b: { type: 'number' } }) },
    read_file: { class: 'Read', inputSchema: inputs({ path: { type: 'string' } }) },
  },
  calls: [
    { tool: 'add', arguments: { a: 2, b: 3 }, by: 'work', expect: 'allow', rule: '/tools/add' },
    {
      tool: 'read_file',
      arguments: { path: '/workspace/project/README.md' },
      by: 'work',
      expect: 'allow',
      rule: '/tools/read_file',
    },
    {
      tool: 'read_file',
      arguments: { path: '/home/ana/.ssh/id_ed25519' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/read_file/require/0',
    },
    {
      tool: 'add',
      arguments: { a: 2, b: 3, sidenote: '-----BEGIN OPENSSH PRIVATE KEY-----' },
      by: 'attack',
      expect: 'deny',
      rule: '/all_tools/validate_arguments',
    },
  ],
};
