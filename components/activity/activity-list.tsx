import Link from 'next/link';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Tag } from '@/components/ui/badges';
import { RecordCell, RecordRow, RecordTable } from '@/components/ui/record-table';
import { Moment } from '@/components/ui/time';
import type { RiskClass } from '@/lib/policy';
import { Verdict, type VerdictWord, wouldWords } from './verdict';

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
  class: RiskClass | null;
  review: string | null;
  candidate: { verdict: VerdictWord; rule: string } | null;
  outcome: { status: string; latencyMs: number } | null;
};

type ActivityListProps = { rows: ActivityRow[]; now: number /** All are of one. */; ofServer?: boolean };

const columns =
  'xl:grid xl:grid-cols-[104px_96px_minmax(160px,1.4fr)_minmax(110px,0.9fr)_minmax(160px,2fr)_minmax(90px,0.8fr)]';

const heads = ['Time, UTC', 'Verdict', 'Tool', 'Grant', 'Rule and reason', 'Answer'];

/** Of calls that the server's setting let on to the policy. */
const unlooked: Record<string, string> = {
  unreviewed: 'Not reviewed',
  drifted: 'Changed since its review',
};

/** What was decided, newest first; each leads to its own page. */
export function ActivityList({ rows, now, ofServer }: ActivityListProps) {
  const today = new Date(now).toISOString().slice(0, 10);
  return (
    <RecordTable label="Decisions" heads={heads} columns={columns}>
      {rows.map((row) => (
        <RecordRow key={row.id} columns={columns} className="relative hover:bg-hover">
          <RecordCell className="max-xl:order-2 xl:pl-4">
            <Moment at={row.at} today={today} />
          </RecordCell>
          <RecordCell className="max-xl:order-1">
            <Verdict verdict={row.verdict} />
          </RecordCell>
          <RecordCell className="min-w-0 max-xl:order-3 max-xl:col-span-2">
            <span className="flex min-w-0 items-start gap-2">
              {row.tool !== null && <RiskBadge riskClass={row.class} size="sm" tileOnly />}
              <Link
                href={`/activity/${row.id}`}
                className="min-w-0 font-mono text-12/5 wrap-anywhere text-ink no-underline after:absolute after:inset-0 after:content-['']"
              >
                <bdi>{row.tool ?? row.method}</bdi>
              </Link>
            </span>
          </RecordCell>
          <RecordCell className="text-ink-2 max-xl:order-4 max-xl:col-span-2">
            <bdi className="break-words">{row.grant.label ?? 'A grant that is gone'}</bdi>
            {!ofServer && (
              <span className="text-12 text-ink-3 max-xl:before:content-['_on_'] xl:block">
                <bdi className="break-words">{row.server.name ?? 'A server that is gone'}</bdi>
              </span>
            )}
          </RecordCell>
          <RecordCell className="min-w-0 max-xl:order-5 max-xl:col-span-2">
            <code className="text-12 break-all text-ink-2">{row.rule}</code>
            {row.verdict !== 'allow' && (
              <span className="block text-12 break-words text-ink-3">
                <bdi>{row.reason}</bdi>
              </span>
            )}
            {unlooked[row.review ?? ''] && row.rule.startsWith('/') && (
              <span className="block">
                <Tag className="mt-0.5">{unlooked[row.review ?? '']}</Tag>
              </span>
            )}
            {row.candidate && row.candidate.verdict !== row.verdict && (
              <span className="block">
                <Tag className="mt-0.5">Candidate {wouldWords[row.candidate.verdict]}</Tag>
              </span>
            )}
          </RecordCell>
          <RecordCell className="text-12/5 text-ink-2 max-xl:order-6 max-xl:col-span-2 max-xl:empty:hidden xl:pr-4">
            {row.outcome && outcomeLine(row.outcome)}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}

function outcomeLine({ status, latencyMs }: { status: string; latencyMs: number }): string {
  const took = latencyMs < 10_000 ? `${latencyMs} ms` : `${Math.round(latencyMs / 1000)} s`;
  return status === 'answered' ? took : `${outcomeWord(status)}, ${took}`;
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
