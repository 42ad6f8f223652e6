import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ReviewBar } from '@/components/servers/detail/review-bar';
import { ReviewSummary } from '@/components/servers/detail/review-summary';
import { pendingWords } from '@/components/servers/server-list';
import { ToolBrowser } from '@/components/servers/tools/tool-browser';
import { Card } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { signedIn } from '../../../../signed-in';
import {
  confirmAndBuildAction,
  confirmReviewAction,
  discardDraftAction,
  getToolAction,
  setToolClassAction,
} from '../../actions';
import { toolRow } from '../../ports';
import { serverHere } from '../server-here';

export const metadata: Metadata = { title: 'Review' };

type Props = { params: Promise<{ serverId: string }> };

export default async function ReviewPage({ params }: Props) {
  const { serverId } = await params;
  const actor = await signedIn();
  const { tools, ...server } = await serverHere(actor, serverId);
  const draft = server.state === 'draft';
  const waiting = pendingWords(server.pending);
  if (!draft && waiting === '') redirect(`/servers/${serverId}`);
  const shown = draft ? tools : tools.filter((tool) => tool.review !== 'reviewed');
  const hasPolicy = server.policies.length > 0;
  return (
    <>
      <PageHead
        title={
          draft
            ? `${server.toolCount} ${server.toolCount === 1 ? 'tool' : 'tools'} found`
            : `${waiting}: confirm?`
        }
        back={{ href: `/servers/${server.id}`, label: server.name }}
      >
        <ReviewBar
          server={{ id: server.id, state: server.state, offer: server.offer, hasPolicy }}
          ports={{
            confirm: confirmReviewAction,
            confirmAndBuild: confirmAndBuildAction,
            discard: discardDraftAction,
          }}
        />
      </PageHead>
      <ReviewSummary server={server} draft={draft} />
      <Card className="mt-4">
        <ToolBrowser
          serverId={server.id}
          title={draft ? 'What it offers' : 'What differs'}
          label={draft ? 'Tools found' : 'Tools to confirm'}
          tools={shown.map(toolRow)}
          ports={{ getTool: getToolAction, setClass: setToolClassAction }}
          now={Date.now()}
        />
      </Card>
    </>
  );
}
