import type { GuidePage } from '../model';

export const oauthPage: GuidePage = {
  path: '/guide/oauth',
  title: 'Servers that ask for OAuth',
  description:
    'Connecting an MCP server that lets in by OAuth 2.1: the consent, clients registered by hand, scopes, renewal, the end of an access, and the same by API.',
  lead: 'Some servers take no key in a header: they want a person to give access on a page of their own. That is done once, with a click, and Sallyport keeps the tokens.',
  blocks: [
    { kind: 'heading', id: 'connect', text: 'Connecting one' },
    {
      kind: 'list',
      ordered: true,
      items: [
        'Register the server by its address. Where it answers that it lets in by OAuth, **Connect** stands in place of the tools.',
        '**Connect** opens the page of consent of the server’s authorization server, in the same tab.',
        'After **Allow** you are back, the tools are read, and you review them as with any other server.',
      ],
    },
    {
      kind: 'text',
      text: 'The way back works once, for ten minutes, and in the browser that set out. The server’s page then says by whom and since when it is connected, how long the token is good for, and with which scopes.',
    },
    { kind: 'heading', id: 'client', text: 'Who Sallyport is there' },
    {
      kind: 'text',
      text: 'An authorization server wants to know who asks. These ways are tried in this order:',
    },
    {
      kind: 'table',
      caption: 'How Sallyport shows who it is',
      head: ['Way', 'When'],
      rows: [
        ['A client id that you give', '**With your own client**: register Sallyport there by hand first.'],
        [
          'Our own document',
          'The server reads client id metadata documents, and `SALLYPORT_URL` begins with `https`.',
        ],
        ['A registration by itself', 'The server offers dynamic registration (RFC 7591).'],
      ],
    },
    {
      kind: 'text',
      text: 'By hand, register this redirect URI, at the address that people open Sallyport with: `https://sallyport.example.com/api/oauth/callback`. The dialog shows yours.',
    },
    { kind: 'heading', id: 'scopes', text: 'Scopes' },
    {
      kind: 'text',
      text: 'Left to itself, Sallyport asks for the scopes that the server names. Where a call needs more than was granted, the agent is told that a person has to connect the server again, the server’s page says which scopes are wanted, and **Connect again** asks for those it has and those together. Everything that needs no more goes on meanwhile.',
    },
    { kind: 'heading', id: 'tokens', text: 'What becomes of the tokens' },
    {
      kind: 'list',
      items: [
        'They are encrypted at rest, and go to the address that they were given for and to no other: never to a browser, an agent, a record or a log.',
        'They are renewed a minute before their end, once for all processes. A renewal that fails for now is tried again; one that is refused for good ends the access, and a person has to connect the server again.',
        'Without a token nothing is sent: a call is refused, and recorded as `(not connected)`.',
        'A call that the server refuses with 401 or 403 is not sent a second time.',
        '**Disconnect**, and deleting the server, delete them here and end them at the authorization server, where it offers that (RFC 7009).',
      ],
    },
    { kind: 'heading', id: 'refused', text: 'What is refused' },
    {
      kind: 'list',
      items: [
        'An authorization server without PKCE by `S256`, or one that is not reached by `https`; `http` only on loopback, while Sallyport itself is bound there.',
        'Metadata for another server than the one that was asked, and an answer from another issuer than the one that was sent to.',
        'Addresses inside your network, unless `SALLYPORT_ALLOW_NETS` names them.',
      ],
    },
    { kind: 'heading', id: 'api', text: 'By API' },
    {
      kind: 'code',
      label: 'Register it, then have a person connect it',
      text: [
        'curl -X POST "$SALLYPORT/api/v1/servers" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\',
        '  -d \'{"name": "Tracker", "transport": {"type": "http", "url": "https://mcp.example.com/mcp"}, "auth": {"type": "oauth"}}\'',
        'curl -X POST "$SALLYPORT/api/v1/servers/SERVER/connection" -H "Authorization: Bearer $TOKEN"',
      ].join('\n'),
    },
    {
      kind: 'text',
      text: 'The second answers `authorizationUrl`: somebody who is signed in to Sallyport opens it in a browser. `GET` on the same address says how the server is connected, `DELETE` disconnects it. `auth` may name `clientId`, `clientSecret` and `scopes`.',
    },
  ],
};
