import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card';
import { Icon } from '@/components/ui/icon';
import { Ago } from '@/components/ui/time';
import { type ApprovalFacts, iconOf, stateOf } from './approval-card';

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
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 border-t border-line px-4 py-2 lg:grid-cols-[10.5rem_minmax(0,2fr)_minmax(0,3fr)_auto]"
          >
            <span className="flex items-baseline gap-1.5">
              <Icon name={iconOf(approval)} className="self-center text-ink-3" />
              {stateOf(approval)}
            </span>
            <Ago
              at={approval.decidedAt ?? approval.createdAt}
              now={now}
              className="text-12/5 text-ink-3 lg:order-last"
            />
            <Link
              href={`/approvals/${approval.id}`}
              className="col-span-2 py-0.5 font-mono text-12 break-all text-ink no-underline hover:underline lg:col-span-1"
            >
              <bdi>{approval.tool}</bdi>
            </Link>
            <span className="col-span-2 min-w-0 text-12/5 break-words text-ink-2 lg:col-span-1">
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
          </li>
        ))}
      </ul>
    </Card>
  );
}
