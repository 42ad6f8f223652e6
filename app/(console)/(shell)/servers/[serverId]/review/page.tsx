import type { Metadata } from 'next';
import { ReviewGroup } from '@/components/reviews/review-group';
import { ReviewBar } from '@/components/servers/detail/review-bar';
import { ReviewSummary } from '@/components/servers/detail/review-summary';
import { ServerTabs } from '@/components/servers/detail/server-tabs';
import { ToolBrowser } from '@/components/servers/tools/tool-browser';
import { waitingIn } from '@/components/servers/waiting';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { reviewInbox } from '@/lib/control';
import { type Actor, may } from '@/lib/rights';
import { signedIn } from '../../../../signed-in';
import {
  confirmAndBuildAction,
  confirmReviewAction,
  discardDraftAction,
  getToolAction,
  setToolClassAction,
} from '../../actions';
import { attacksIn, toolRow } from '../../ports';
import { serverHeadHere, serverHere } from '../server-here';

export const metadata: Metadata = { title: 'Review' };

type Props = { params: Promise<{ serverId: string }> };

export default async function ReviewPage({ params }: Props) {
  const { serverId } = await params;
  const actor = await signedIn();
  const { state } = await serverHeadHere(actor, serverId);
  return state === 'draft' ? (
    <Draft actor={actor} serverId={serverId} />
  ) : (
    <Differences actor={actor} serverId={serverId} />
  );
}

type PartProps = { actor: Actor; serverId: string };

/** A first look: everything is new. */
async function Draft({ actor, serverId }: PartProps) {
  const { tools, ...server } = await serverHere(actor, serverId);
  return (
    <>
      <PageHead
        title={`${server.toolCount} ${server.toolCount === 1 ? 'tool' : 'tools'} found`}
        back={{ href: `/servers/${server.id}`, label: server.name }}
      >
        <ReviewBar
          server={{
            id: server.id,
            state: server.state,
            offer: server.offer,
            hasPolicy: server.policies.length > 0,
          }}
          ports={{
            confirm: confirmReviewAction,
            confirmAndBuild: confirmAndBuildAction,
            discard: discardDraftAction,
          }}
        />
      </PageHead>
      <ReviewSummary server={server} attacks={attacksIn(tools)} />
      <Card className="mt-4">
        <ToolBrowser
          serverId={server.id}
          title="What it offers"
          label="Tools found"
          tools={tools.map(toolRow)}
          ports={{ getTool: getToolAction, setClass: setToolClassAction }}
          now={Date.now()}
        />
      </Card>
    </>
  );
}

/** What differs from what was confirmed. */
async function Differences({ actor, serverId }: PartProps) {
  const [server, groups] = await Promise.all([
    serverHeadHere(actor, serverId),
    reviewInbox(actor, { serverId }),
  ]);
  const [group] = groups;
  return (
    <>
      <PageHead title={<bdi>{server.name}</bdi>} back={{ href: '/servers', label: 'Servers' }} />
      <ServerTabs
        serverId={server.id}
        called={server.transport !== 'none'}
        waiting={waitingIn(server.pending)}
      />
      {group ? (
        <ReviewGroup
          group={group}
          confirm={may(actor, 'server.review') ? confirmReviewAction : null}
          nameless
        />
      ) : (
        <Card>
          <EmptyState icon="check" title="Nothing waits for a review here.">
            All that it offers has been confirmed as it stands.
          </EmptyState>
        </Card>
      )}
    </>
  );
}
