import { type ClientConfiguration, clientConfiguration, clientIds, clientNames } from '@/lib/clients';
import type { Block, GuidePage } from '../model';

const settings = { name: 'Example server', url: 'https://sallyport.example.com/mcp/SERVER' };

/** Each configuration is written by the code that writes it for a real grant. */
export const clientsPage: GuidePage = {
  path: '/guide/clients',
  title: 'Clients',
  description: `How to point ${clientIds.map((id) => clientNames[id]).join(', ')} at the gateway: the configuration of each, ready to paste.`,
  lead: 'A client speaks to the gateway instead of the server: one address for each server, one token for each grant.',
  blocks: [
    { kind: 'heading', id: 'grant', text: 'An address and a token' },
    {
      kind: 'text',
      text: 'Make a grant on a server’s page. Its token is shown once, with the configuration of your client filled in. Below, `SERVER` stands for the server’s id, and the token is read from the variable `SALLYPORT_TOKEN` wherever a client can do that; where it cannot, it takes the place of `YOUR_TOKEN`.',
    },
    {
      kind: 'list',
      items: [
        'The token is sent as `Authorization: Bearer`, never in the address. The gateway does not pass it on to the server.',
        'The server’s own credentials stay with the gateway: a client never sees them.',
        'Revoking the grant ends its access within a second, running streams included.',
        'Both generations of the protocol are spoken at the same address; a client that starts servers by command uses `mcp-remote`.',
      ],
    },
    ...clientIds.flatMap((id) => blocksOf(clientConfiguration(id, settings))),
    { kind: 'heading', id: 'check', text: 'Whether it works' },
    {
      kind: 'text',
      text: 'The client lists the server’s tools without the hidden ones. A denied call is answered as a result that says `[POLICY DENIED]` and why; a held one says `[APPROVAL REQUIRED]` and where a person decides. Both stand in the activity of the console with the rule that decided.',
    },
  ],
};

function blocksOf({ client, file, text, command, installLink, needsVariable }: ClientConfiguration): Block[] {
  const notes = [
    ...(needsVariable && client !== 'curl' ? [`Set \`${needsVariable}\` before it starts.`] : []),
    ...(installLink ? ['The page of a new grant has a link that adds it with one click.'] : []),
  ];
  return [
    { kind: 'heading', id: client, text: clientNames[client] },
    ...(notes.length > 0 ? [{ kind: 'text' as const, text: notes.join(' ') }] : []),
    { kind: 'code', label: client === 'curl' ? 'In a terminal' : `In ${file}`, text: text.trimEnd() },
    ...(command ? [{ kind: 'code' as const, label: 'Or by its command line', text: command }] : []),
  ];
}
