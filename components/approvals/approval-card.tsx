import Link from 'next/link';
import type { ReactNode } from 'react';
import { Chip, Tag } from '@/components/ui/badges';
import { Card } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Icon, type IconName } from '@/components/ui/icon';
import { Ago, left } from '@/components/ui/time';

export type ApprovalFacts = {
  id: string;
  state: 'pending' | 'approved' | 'denied' | 'spent' | 'expired';
  outdated: 'grant' | 'policy' | 'definition' | null;
  server: { id: string; name: string };
  grant: { id: string; label: string };
  tool: string;
  rule: string;
  reason: string;
  argumentKeys: string[];
  arguments: { kind: 'kept'; text: string } | { kind: 'not-kept' } | { kind: 'not-yours' };
  recordId: string;
  createdAt: string;
  expiresAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string;
};

const stateWords: Record<ApprovalFacts['state'], string> = {
  pending: 'Waits',
  approved: 'Approved, not used yet',
  denied: 'Denied',
  spent: 'Approved and used',
  expired: 'Expired',
};
/** A pending one that cannot be answered to any effect does not wait. */
export function stateOf({ state, outdated }: Pick<ApprovalFacts, 'state' | 'outdated'>): string {
  if (outdated === null) return stateWords[state];
  return state === 'approved' ? 'Approved, outdated' : 'Outdated';
}
const stateIcons: Record<ApprovalFacts['state'], IconName> = {
  pending: 'held',
  approved: 'allow',
  denied: 'deny',
  spent: 'check',
  expired: 'clock',
};

export function iconOf({ state, outdated }: Pick<ApprovalFacts, 'state' | 'outdated'>): IconName {
  return outdated === null ? stateIcons[state] : 'history';
}

const movedWords: Record<NonNullable<ApprovalFacts['outdated']>, string> = {
  grant: 'The grant was revoked or has expired since: this call would not go through.',
  policy: 'Another version of the policy is in force since: the agent’s next call is decided anew.',
  definition: 'The tool’s definition has changed since: the agent’s next call is decided anew.',
};

/** One held call: what it would do, why it waits, and until when. `children` answer it. */
export function ApprovalCard({
  approval,
  now,
  children,
}: {
  approval: ApprovalFacts;
  now: number;
  children?: ReactNode;
}) {
  const { server, grant, tool, state } = approval;
  return (
    <Card label={`Call of ${tool}`}>
      <div className="grid gap-3 p-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="min-w-0 font-mono text-13 font-semibold break-all">
            <Link href={`/approvals/${approval.id}`} className="text-ink no-underline hover:underline">
              <bdi>{tool}</bdi>
            </Link>
          </h2>
          <Tag className="gap-1">
            <Icon name={iconOf(approval)} size={12} />
            {stateOf(approval)}
          </Tag>
          <span className="text-12 text-ink-3">
            asked <Ago at={approval.createdAt} now={now} />
            {(state === 'pending' || state === 'approved') &&
              !approval.outdated &&
              `, expires in ${left(approval.expiresAt, now)}`}
          </span>
        </div>
        <p className="break-words">
          <bdi>{approval.reason}</bdi> <code className="text-12 text-ink-3">{approval.rule}</code>
        </p>
        <p className="text-12 text-ink-2">
          <bdi>{grant.label}</bdi> {state === 'pending' && !approval.outdated ? 'wants' : 'wanted'} to call it
          on{' '}
          <Link
            href={`/servers/${server.id}`}
            className="link underline decoration-line-2 underline-offset-3"
          >
            <bdi>{server.name}</bdi>
          </Link>
          .{' '}
          <Link
            href={`/activity/${approval.recordId}`}
            className="link underline decoration-line-2 underline-offset-3"
          >
            See the decision
          </Link>
        </p>
        <Arguments approval={approval} />
        {approval.decidedBy !== null && approval.decidedAt !== null && (
          <p className="text-12 text-ink-2">
            Answered by <bdi>{approval.decidedBy}</bdi>, <Ago at={approval.decidedAt} now={now} />
            {approval.decisionReason && (
              <>
                : <bdi>{approval.decisionReason}</bdi>
              </>
            )}
          </p>
        )}
        {approval.outdated && (
          <p className="flex items-start gap-1.5">
            <Icon name="history" className="mt-0.5 shrink-0" />
            {movedWords[approval.outdated]}
          </p>
        )}
        {children}
      </div>
    </Card>
  );
}

function Arguments({ approval }: { approval: ApprovalFacts }) {
  const { arguments: given, argumentKeys, tool, server } = approval;
  if (given.kind === 'kept') {
    return <CodeBlock text={pretty(given.text)} label={`Arguments of ${tool}`} copy={false} />;
  }
  return (
    <div className="grid gap-1 text-12 text-ink-2">
      <p className="flex flex-wrap items-center gap-1">
        Arguments:
        {argumentKeys.length === 0 ? ' none' : argumentKeys.map((key) => <Chip key={key}>{key}</Chip>)}
      </p>
      {argumentKeys.length > 0 && (
        <p className="text-ink-3">
          {given.kind === 'not-kept' ? (
            <>
              Their values are not recorded for this server.{' '}
              <Link
                href={`/servers/${server.id}/grants`}
                className="link underline decoration-line-2 underline-offset-3"
              >
                Change that
              </Link>
            </>
          ) : (
            'Your role may not see their values.'
          )}
        </p>
      )}
    </div>
  );
}

/** What was kept is JSON of ours. */
function pretty(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}
