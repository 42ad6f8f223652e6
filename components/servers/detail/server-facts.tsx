import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/card';
import { Ago } from '@/components/ui/time';
import { count, pendingWords } from '../server-list';
import type { ServerFacts } from '../shapes';
import { AttackNotice } from './attack-notice';

/** One line below the name: where it is, when it was read, what it says it is. */
export function ServerLine({ server, now }: { server: ServerFacts; now: number }) {
  const { identity } = server;
  const itself = [identity?.title ?? identity?.name, identity?.version].filter(Boolean).join(' ');
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-12 text-ink-3">
      {server.address && <bdi className="font-mono break-all text-ink-2">{server.address}</bdi>}
      {server.discoveredAt && (
        <span>
          {server.transport === 'none' ? 'pasted' : 'read'} <Ago at={server.discoveredAt} now={now} />
        </span>
      )}
      {identity?.protocolVersion && <span>MCP {identity.protocolVersion}</span>}
      {itself && (
        <span>
          says it is <bdi>{itself.slice(0, 120)}</bdi>
        </span>
      )}
    </p>
  );
}

/** What went wrong, and what waits for a person: each with the way on. */
type ServerNoticesProps = {
  server: ServerFacts /** Names of tools whose definitions attack. */;
  attacks: string[];
  now: number;
};

export function ServerNotices({ server, attacks, now }: ServerNoticesProps) {
  const words = pendingWords(server.pending);
  const draft = server.state === 'draft' && server.toolCount > 0;
  const notices: ReactNode[] = [];
  if (server.failure) {
    notices.push(
      <Notice key="failure" tone="error" title={server.failure.message}>
        {server.failure.hint}{' '}
        {server.failedAt && <Ago at={server.failedAt} now={now} className="text-ink-3" />}
      </Notice>,
    );
  }
  if (attacks.length > 0) notices.push(<AttackNotice key="attacks" names={attacks} />);
  if (draft || words) {
    notices.push(
      <Notice
        key="review"
        tone="plain"
        title={draft ? 'Nobody has confirmed these tools yet.' : `${words} since somebody looked.`}
        action={
          <ButtonLink href={`/servers/${server.id}/review`} size="md" variant="primary">
            {draft ? 'Review and confirm' : 'Review what changed'}
          </ButtonLink>
        }
      >
        {untilThen(server.treatment, draft)}
      </Notice>,
    );
  }
  if (server.identity?.problems && server.identity.problems.length > 0) {
    notices.push(
      <Notice key="odd" tone="warning" title="The list of tools was odd.">
        {server.identity.problems.join(' ')}
      </Notice>,
    );
  }
  if (notices.length === 0) return null;
  return <div className="mb-4 grid gap-2">{notices}</div>;
}

const treatments = { deny: 'denied', hold: 'held for a person', allow: 'left to the policy' } as const;

/** By the settings of the server: what its policy says of a tool comes after that. */
function untilThen({ unreviewed, drifted }: ServerFacts['treatment'], draft: boolean): string {
  if (draft) return `Until then every call of them is ${treatments[unreviewed]}.`;
  if (unreviewed === drifted) return `Until then calls of what is new or changed are ${treatments[drifted]}.`;
  return `Until then calls of new tools are ${treatments[unreviewed]}, those of changed ones ${treatments[drifted]}.`;
}

export function toolsTitle({ toolCount, pending }: Pick<ServerFacts, 'toolCount' | 'pending'>): string {
  return pending.malformed > 0
    ? `${count(toolCount, 'tool')} and ${pending.malformed} malformed`
    : count(toolCount, 'tool');
}
