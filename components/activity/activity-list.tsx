import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Ago } from '@/components/ui/time';
import { Verdict, type VerdictWord } from './verdict';

export type ActivityRow = {
  id: string;
  at: string;
  server: { id: string; name: string | null };
  grant: { id: string; label: string | null };
  method: string;
  tool: string | null;
  verdict: VerdictWord;
  rule: string;
  reason: string;
  outcome: { status: string; latencyMs: number } | null;
};

/** What was decided, newest first; each leads to its own page. */
export function ActivityList({ rows, now }: { rows: ActivityRow[]; now: number }) {
  return (
    <Card label="Decisions">
      <ul>
        {rows.map((row) => (
          <li
            key={row.id}
            className="grid gap-x-3 gap-y-0.5 border-t border-line px-4 py-2 first:border-t-0 md:grid-cols-[6.5rem_minmax(0,14rem)_minmax(0,1fr)_auto]"
          >
            <span>
              <Verdict verdict={row.verdict} />
            </span>
            <Link href={`/activity/${row.id}`} className="font-mono text-12 break-all">
              <bdi>{row.tool ?? row.method}</bdi>
            </Link>
            <span className="min-w-0 text-12 break-words text-ink-2">
              <bdi>{row.reason}</bdi> <span className="text-ink-3">({row.rule})</span>
              <span className="block text-ink-3">
                <bdi>{row.grant.label ?? 'A grant that is gone'}</bdi> on{' '}
                <bdi>{row.server.name ?? 'a server that is gone'}</bdi>
                {row.outcome && `, ${outcomeWord(row.outcome.status)} after ${row.outcome.latencyMs} ms`}
              </span>
            </span>
            <Ago at={row.at} now={now} className="text-12 text-ink-3" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const outcomes: Record<string, string> = {
  answered: 'answered',
  tool_error: 'the tool reported an error',
  rpc_error: 'the server reported an error',
  not_sent: 'never reached the server',
  timeout: 'timed out',
  cancelled: 'cancelled by the agent',
  broken: 'broke off',
};

export function outcomeWord(status: string): string {
  return outcomes[status] ?? status;
}
