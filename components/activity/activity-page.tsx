import { ButtonLink } from '@/components/ui/button-link';
import { Card, EmptyState } from '@/components/ui/card';
import { RecordPages } from '@/components/ui/record-table';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { ActivityFilter, type ActivityFilterValues } from './activity-filter';
import { ActivityList, type ActivityRow } from './activity-list';
import { type LaneCounts, Lanes } from './lanes';

type Named = { id: string; name: string };

type ActivityProps = {
  at: string;
  filter: ActivityFilterValues;
  /** null on the page of one server. */
  servers: Named[] | null;
  grants: Named[];
  rows: ActivityRow[];
  lanes: LaneCounts;
  /** The last of the page before; undefined on the first page, which is live. */
  before: string | undefined;
  next: string | null;
  now: number;
};

/** The filter, a page of decisions, and the way to older ones. The first page draws itself again. */
export function Activity({ at, filter, servers, grants, rows, lanes, before, next, now }: ActivityProps) {
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      {before === undefined && <RefreshEvery seconds={2} />}
      <ActivityFilter
        at={at}
        values={filter}
        servers={servers}
        grants={grants}
        tools={distinct(rows.map(({ tool }) => tool ?? ''))}
        rules={distinct(rows.map(({ rule }) => rule))}
      />
      {Object.values(lanes.lanes).flat().some(Boolean) && <Lanes counts={lanes} at={at} filter={filter} />}
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            icon="history"
            title={filtered ? 'No decision fits.' : 'Nothing has been decided yet.'}
            action={filtered && <ButtonLink href={at}>Show all</ButtonLink>}
          >
            {filtered
              ? 'Records are kept as long as the server’s settings say.'
              : 'Each call of an agent leaves a record here by itself: what was decided, by which rule, and what it came to.'}
          </EmptyState>
        </Card>
      ) : (
        <ActivityList rows={rows} now={now} ofServer={servers === null} />
      )}
      <RecordPages at={at} filter={filter} before={before} next={next} />
    </>
  );
}

function distinct(list: string[]): string[] {
  return [...new Set(list)].filter(Boolean).sort();
}
