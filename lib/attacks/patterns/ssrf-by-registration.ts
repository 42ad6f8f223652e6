import { type AttackPattern, inputs } from '../pattern';

export const ssrfByRegistration: AttackPattern = {
  slug: 'ssrf-by-registration',
  title: 'SSRF by registration',
  summary:
    'An address that somebody may choose, a server’s or a document’s, points at a service that only the inside can reach.',
  how: [
    'Whoever can name a URL that a server-side program fetches can make it knock at doors that are closed to them: the metadata service of the cloud, a database console, another container. In MCP there are two such places: the address under which a server is registered, and each argument that a tool fetches.',
    'The name may look public and resolve to an inner address, or resolve twice and differently, or answer with a redirect.',
  ],
  cases: [
    {
      name: 'CVE-2025-5276, mcp-markdownify-server',
      year: 2025,
      text: 'A tool that turns a web page into Markdown fetched any address that it was given. A page with orders for the agent was enough to read what a service on the inside answers.',
      source: {
        title: 'CVE-2025-5276 in the National Vulnerability Database',
        url: 'https://nvd.nist.gov/vuln/detail/CVE-2025-5276',
      },
    },
  ],
  classes: ['Execute', 'Read'],
  signals: ['url'],
  stoppedBy: 'checked addresses for servers, and `host_in` with `https://` for what a tool fetches',
  policy: {
    version: '1',
    default: 'deny',
    tools: {
      webpage_to_markdown: {
        require: [
          {
            conditions: [
              { path: 'args.url', op: 'starts_with', value: 'https://' },
              { path: 'args.url', op: 'host_in', value: ['docs.example.com', '*.wikipedia.org'] },
            ],
            on_deny: 'Only pages of our documentation and of Wikipedia are fetched.',
          },
        ],
        rate_limit: { max: 10, window: 'minute' },
      },
    },
  },
  says: 'Pages of two named places are fetched over https, ten a minute; any other address denies the call.',
  beyond:
    'A name that is allowed may still resolve to an inner address, which only the fetching server can see. The product’s own connections are checked after resolving, at the address that is really used: loopback, private and link-local ones are refused unless the operator allows a range, and redirects are not followed.',
  tools: { webpage_to_markdown: { class: 'Execute', inputSchema: inputs({ url: { type: 'string' } }) } },
  calls: [
    {
      tool: 'webpage_to_markdown',
      arguments: { url: 'https://en.wikipedia.org/wiki/Sally_port' },
      by: 'work',
      expect: 'allow',
      rule: '/tools/webpage_to_markdown',
    },
    {
      tool: 'webpage_to_markdown',
      arguments: { url: 'http://169.254.169.254/latest/meta-data/' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/webpage_to_markdown/require/0',
    },
    {
      tool: 'webpage_to_markdown',
      arguments: { url: 'https://docs.example.com.evil.example/' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/webpage_to_markdown/require/0',
    },
    {
      tool: 'webpage_to_markdown',
      arguments: { url: 'https://0x7f000001/' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/webpage_to_markdown/require/0',
    },
  ],
};
