import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { many } from '@/components/catalogue';
import { OpenForm, type OpenWay } from '@/components/catalogue/open-form';
import { PageHead } from '@/components/ui/page-head';
import { listServers } from '@/lib/catalogue';
import { may } from '@/lib/rights';
import { signedIn } from '../../signed-in';
import { openAction } from './actions';
import { nearest } from './nearest';
import { type Proposal, proposalOf } from './proposal';

export const metadata: Metadata = { title: 'Open a policy' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OpenPage({ searchParams }: Props) {
  const actor = await signedIn();
  const { server, tool, attack } = await searchParams;
  const keys = { server: one(server), tool: one(tool), attack: one(attack) };
  const proposal = await proposalOf(keys);
  if (proposal === null) notFound();
  const own = await listServers(actor);
  const ways: OpenWay[] = [
    ...own.map(({ id, name, toolCount, address }) => ({
      value: `server:${id}`,
      title: name,
      hint: `A server of yours, ${many(toolCount, 'tool')}`,
      address,
    })),
    ...(may(actor, 'server.register') ? newWays(proposal) : []),
    {
      value: 'alone',
      title: 'No server',
      hint: 'The policy alone, to edit and download. It can be moved to a server later.',
    },
  ];
  return (
    <>
      <PageHead
        title="Open a policy in the builder"
        below={<p className="text-13 text-ink-2">It becomes a policy of {actor.organisationName}.</p>}
      />
      <OpenForm
        keys={{
          ...(keys.server && { server: keys.server }),
          ...(keys.tool && { tool: keys.tool }),
          ...(keys.attack && { attack: keys.attack }),
        }}
        policy={proposal.text}
        ways={ways}
        chosen={nearest(own, proposal.served) ?? ways[own.length]?.value ?? 'alone'}
        back={proposal.path}
        open={openAction}
      />
    </>
  );
}

function newWays({ served }: Proposal): OpenWay[] {
  if (served === null) return [];
  return [
    ...(served.address
      ? [
          {
            value: 'address',
            title: `Register ${served.title}`,
            address: served.address,
            hint: 'By its public address. Discover and review its tools afterwards.',
          },
        ]
      : []),
    ...(served.toolCount > 0
      ? [
          {
            value: 'listed',
            title: `Add ${served.title} as the index knows it`,
            hint: `${many(served.toolCount, 'tool')} to build against. Nothing is connected.`,
          },
        ]
      : []),
  ];
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
