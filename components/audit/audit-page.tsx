import { ButtonLink } from '@/components/ui/button-link';
import { Card, EmptyState } from '@/components/ui/card';
import { RecordPages } from '@/components/ui/record-table';
import { AuditFilter, type AuditFilterValues } from './audit-filter';
import { AuditList, type AuditRow } from './audit-list';

type AuditProps = {
  at: string;
  filter: AuditFilterValues;
  authors: { id: string; name: string }[];
  /** Each `kind.what`. */
  actions: readonly string[];
  rows: AuditRow[];
  /** The last of the page before; undefined on the first. */
  before: string | undefined;
  next: string | null;
  now: number;
};

/** The filter, a page of changes, and the way to older ones. */
export function Audit({ at, filter, authors, actions, rows, before, next, now }: AuditProps) {
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      <AuditFilter at={at} values={filter} authors={authors} actions={actions} />
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            icon="history"
            title={filtered ? 'No change fits.' : 'Nothing has been changed yet.'}
            action={filtered && <ButtonLink href={at}>Show all</ButtonLink>}
          >
            Whatever somebody changes leaves a line here, and no line is ever changed.
          </EmptyState>
        </Card>
      ) : (
        <AuditList rows={rows} now={now} />
      )}
      <RecordPages at={at} filter={filter} before={before} next={next} />
    </>
  );
}
