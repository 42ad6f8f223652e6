import * as z from 'zod';
import { registryAnswer } from '@/app/v0.1/answer';
import { IncludeDeleted } from '@/app/v0.1/deleted';
import { parse } from '@/lib/action';
import { registryPage } from '@/lib/registry';

const Query = z.object({
  limit: z.coerce
    .number('limit is a number')
    .int()
    .min(1, 'limit is at least 1')
    .max(100, 'limit is at most 100')
    .default(30),
  cursor: z.string().max(2_000).optional(),
  updated_since: z.iso
    .datetime({ offset: true, error: 'updated_since is a time as RFC 3339 writes it' })
    .optional(),
  version: z.string().max(255).optional(),
  search: z.string().max(200).optional(),
  include_deleted: IncludeDeleted,
});

export function GET(request: Request): Promise<Response> {
  return registryAnswer(request, async () => {
    const given = Object.fromEntries(new URL(request.url).searchParams);
    const { updated_since: since, include_deleted: withDeleted, ...query } = parse(Query, given);
    const updatedSince = since === undefined ? undefined : new Date(since);
    return registryPage({ ...query, updatedSince, withDeleted });
  });
}
