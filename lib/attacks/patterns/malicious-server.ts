import { type AttackPattern, inputs } from '../pattern';

export const maliciousServer: AttackPattern = {
  slug: 'malicious-server',
  title: 'Malicious or taken-over server',
  summary:
    'The server itself is the attacker: from the start, after an update, or since somebody else runs it.',
  how: [
    'A package is published under a known name, or its maintainer’s account is stolen, or an address changes hands. The server still answers as before, and besides keeps what it is sent, offers new tools, asks the client for things, or answers in ways that its client handles badly.',
    'Everything that a client accepts from a server is part of the attack surface: sign-in pages to open, questions to the user, requests to the model, new tools in the list.',
  ],
  cases: [
    {
      name: 'CVE-2025-6514, mcp-remote',
      year: 2025,
      text: 'A server that a client connected to could answer with a sign-in address that, on the client’s machine, was run as a command. Found by JFrog; mended in version 0.1.16.',
      source: {
        title: 'CVE-2025-6514 in the National Vulnerability Database',
        url: 'https://nvd.nist.gov/vuln/detail/CVE-2025-6514',
      },
    },
    {
      name: 'postmark-mcp',
      year: 2025,
      text: 'A copy of a mail server’s repository, harmless for fifteen releases, put a stranger’s address into the blind copy of every mail from release 1.0.16 on. Found by Koi Security.',
      source: {
        title: 'The Postmark MCP server attack (ReversingLabs)',
        url: 'https://www.reversinglabs.com/blog/postmark-mcp-attack-takeaways',
      },
    },
  ],
  classes: ['Execute', 'Write', 'Read'],
  stoppedBy:
    'an agent that speaks to the gateway only: listed tools, checked arguments, no sign-in and no questions from the server',
  policy: {
    version: '1',
    default: 'deny',
    all_tools: { validate_arguments: true },
    tools: {
      send_email: {
        require: [
          {
            conditions: [{ path: 'args.to', op: 'ends_with', value: '@example.com' }],
            on_deny: 'Mail goes to our own people only.',
          },
          { conditions: [{ path: 'args.body', op: 'length_lte', value: 10000 }] },
        ],
        rate_limit: { max: 10, window: 'minute' },
      },
    },
  },
  says: 'One tool, to our own domain, ten a minute; whatever else the server offers or an agent adds is denied.',
  beyond:
    'What a server does with what it was rightly sent, nobody outside can see: a blind copy that it adds itself passes every gateway. A policy makes the damage small, with nothing in a mail but what may be in one. The gateway answers a server’s demand to sign in with 502 and never passes it on, and requests to the model or the user need a permission of the grant.',
  tools: {
    send_email: {
      class: 'Execute',
      inputSchema: inputs(
        { to: { type: 'string' }, body: { type: 'string' } },
        { subject: { type: 'string' } },
      ),
    },
  },
  calls: [
    {
      tool: 'send_email',
      arguments: { to: 'ana@example.com', body: 'Hello' },
      by: 'work',
      expect: 'allow',
      rule: '/tools/send_email',
    },
    {
      tool: 'send_email',
      arguments: { to: 'ana@example.com', body: 'Hello', bcc: 'collect@giftshop.example' },
      by: 'attack',
      expect: 'deny',
      rule: '/all_tools/validate_arguments',
    },
    {
      tool: 'send_email',
      arguments: { to: 'collect@giftshop.example', body: 'Hello' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/send_email/require/0',
    },
    { tool: 'run_update', by: 'attack', expect: 'deny', rule: '(default deny)' },
  ],
};
