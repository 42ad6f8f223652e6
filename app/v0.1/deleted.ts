import * as z from 'zod';
import { parse } from '@/lib/action';

/** `include_deleted`, as all of the registry's addresses take it. */
export const IncludeDeleted = z
  .stringbool({
    truthy: ['true', '1'],
    falsy: ['false', '0'],
    error: 'include_deleted is true or false',
  })
  .default(false);

const Query = z.object({ include_deleted: IncludeDeleted });

export function asksForDeleted(request: Request): boolean {
  return parse(Query, Object.fromEntries(new URL(request.url).searchParams)).include_deleted;
}
