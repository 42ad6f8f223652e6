import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card';
import { Icon } from '@/components/ui/icon';
import { Ago } from '@/components/ui/time';
import { type ApprovalFacts, stateIcons, stateWords } from './approval-card';

type AnsweredListProps = {
  title: string;
  approvals: ApprovalFacts[];
  now: number;
  children?: React.ReactNode;
};

/** What became of held calls, a line each. */
export function AnsweredList({ title, approvals, now, children }: AnsweredListProps) {
  return (
    <Card label={title}>
      <CardHeader title={title}>{children}</CardHeader>
      <ul>
        {approvals.map((approval) => (
          <li
            key={approval.id}
            className="grid gap-x-3 gap-y-0.5 border-t border-line px-4 py-2 md:grid-cols-[12rem_minmax(0,16rem)_minmax(0,1fr)_auto]"
          >
            <span className="flex items-center gap-1.5">
              <Icon name={stateIcons[approval.state]} className="text-ink-3" />
              {stateWords[approval.state]}
            </span>
            <Link
              href={`/approvals/${approval.id}`}
              className="py-0.5 font-mono text-12 break-all text-ink no-underline hover:underline"
            >
              <bdi>{approval.tool}</bdi>
            </Link>
            <span className="min-w-0 text-12/5 break-words text-ink-2">
              <bdi>{approval.grant.label}</bdi> on <bdi>{approval.server.name}</bdi>
              {approval.decidedBy !== null && (
                <>
                  {' · '}
                  <bdi>{approval.decidedBy}</bdi>
                </>
              )}
              {approval.decisionReason && (
                <>
                  : <bdi>{approval.decisionReason}</bdi>
                </>
              )}
            </span>
            <Ago at={approval.decidedAt ?? approval.createdAt} now={now} className="text-12/5 text-ink-3" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
