import { expect, test } from 'vitest';
import { countBy, filterRows } from './facets';
import { parseQuery } from './query';
import { createRows } from './rows';
import { usageOf } from './usage';

const rows = createRows([
  { name: 'list_files', class: 'Read' },
  { name: 'list_users', class: 'Read' },
  { name: 'delete_users', class: 'Destructive' },
])(
  { version: '1', default: 'deny', tools: { list_files: {} } },
  [],
  usageOf({
    readAt: '2030-03-01T00:00:00Z',
    keptDays: 90,
    calls: [{ tool: 'list_files', at: '2030-02-28T00:00:00Z', verdict: 'allow' }],
  }),
);

test('a facet counts what each of its values would leave, as if it were not asked for itself', () => {
  const counts = (text: string, key: 'risk' | 'action' | 'used') => {
    const query = parseQuery(text);
    return Object.fromEntries(countBy({ rows, shown: filterRows(rows, query) }, query, key));
  };
  expect(counts('', 'used')).toEqual({ recent: 1, never: 2 });
  expect(counts('used:recent', 'used')).toEqual({ recent: 1, never: 2 });
  expect(counts('used:recent', 'risk')).toEqual({ read: 1 });
  expect(counts('risk:read used:never', 'risk')).toEqual({ read: 1, destructive: 1 });
  expect(counts('users -risk:read', 'risk')).toEqual({ destructive: 1 });
  expect(counts('list', 'action')).toEqual({ allow: 1, deny: 1 });
});
