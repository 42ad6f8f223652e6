import Link from 'next/link';
import type { ReactNode } from 'react';
import { RecordCell, RecordRow, RecordTable } from '@/components/ui/record-table';
import { Moment } from '@/components/ui/time';
import { auditWords, kindWords } from './words';

export type AuditRow = {
  id: string;
  at: string;
  by: { id: string; name: string };
  /** `kind.what`. */
  action: string;
  subject: { kind: string; id: string; name: string; exists: boolean };
  details: Record<string, unknown>;
};

const columns = 'xl:grid xl:grid-cols-[104px_minmax(120px,0.8fr)_minmax(220px,1.6fr)_minmax(200px,1.6fr)]';

const heads = ['Time, UTC', 'Who', 'What', 'Details'];

/** Who changed what, newest first. */
export function AuditList({ rows, now }: { rows: AuditRow[]; now: number }) {
  const today = new Date(now).toISOString().slice(0, 10);
  return (
    <RecordTable label="Changes" heads={heads} columns={columns}>
      {rows.map((row) => (
        <RecordRow key={row.id} columns={columns}>
          <RecordCell className="max-xl:order-2 xl:pl-4">
            <Moment at={row.at} today={today} />
          </RecordCell>
          <RecordCell className="min-w-0 font-medium max-xl:order-1">
            <bdi className="break-words">{row.by.name}</bdi>
          </RecordCell>
          <RecordCell className="min-w-0 max-xl:order-3 max-xl:col-span-2">
            <Change row={row} />
          </RecordCell>
          <RecordCell className="min-w-0 text-12/5 text-ink-2 max-xl:order-4 max-xl:col-span-2 max-xl:empty:hidden xl:pr-4">
            {detailsOf(row.details)}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}

function Change({ row: { action, subject, by } }: { row: AuditRow }) {
  const word = auditWords[action] ?? action;
  // Whoever did it to themselves is named already.
  if (/^(became|signed)/.test(word)) return word;
  const self = subject.kind === 'person' && subject.id === by.id;
  return (
    <span className="break-words">
      {word} {self ? 'their own account' : <Subject subject={subject} />}
    </span>
  );
}

const pages: Readonly<Record<string, string>> = { server: '/servers', policy: '/policies' };

function Subject({ subject: { kind, id, name, exists } }: { subject: AuditRow['subject'] }) {
  const named = <bdi className="break-words">{name}</bdi>;
  const page = pages[kind];
  return (
    <>
      <span className="text-ink-3">{kindWords[kind]?.one ?? kind}</span>{' '}
      {page && exists ? (
        <Link href={`${page}/${id}`} className="link underline decoration-line-2 underline-offset-3">
          {named}
        </Link>
      ) : (
        named
      )}
    </>
  );
}

/** Nothing where there is nothing to say. */
function detailsOf(details: Record<string, unknown>): ReactNode {
  const told = Object.entries(details).filter(([, value]) => value !== '' && value !== null);
  if (told.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-3">
      {told.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1">
          <dt className="shrink-0 text-ink-3">{named(name)}</dt>
          <dd className="min-w-0 wrap-anywhere">
            <bdi title={typeof value === 'string' ? value : undefined}>{shown(value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `madeAt`: made at. */
function named(name: string): string {
  return name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function shown(value: unknown): string {
  // Enough of a digest to know it by.
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return `${value.slice(0, 12)}…`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(String).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
