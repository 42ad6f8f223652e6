/** Where a page ends, as the next page's address carries it. */

import * as z from 'zod';
import { AppError } from '@/lib/errors';

/** The last row's place in the order, and the total that the first page told, so that all pages tell the same. */
export type Place = { popularity: number; id: number; total?: { count: number; isExact: boolean } };

const Written = z.tuple([z.number(), z.int().min(0), z.int().min(0), z.boolean()]);

/** Above everything. */
export const beginning: Place = { popularity: Number.MAX_VALUE, id: 0 };

export function writeCursor(place: Place, total: { count: number; isExact: boolean }): string {
  const written = [place.popularity, place.id, total.count, total.isExact];
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}

/**
 * The beginning where there is none. An `AppError` `invalid` where no page of ours ended so: from the beginning again would be
 * taken for the next page.
 */
export function readCursor(text: string | undefined): Place {
  if (text === undefined || text === '') return beginning;
  const place = placeOf(text);
  if (place !== undefined) return place;
  throw new AppError('invalid', '`after` names no page that this catalogue gave.', {
    hint: 'Take it from nextAfter of the page before, or leave it out for the first page.',
    field: 'after',
  });
}

/** Whether a page of ours ended so. */
export function isCursor(text: string): boolean {
  return placeOf(text) !== undefined;
}

function placeOf(text: string): Place | undefined {
  if (text.length > 200) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Typed or cut off by somebody: as good as none.
    return undefined;
  }
  const read = Written.safeParse(value);
  if (!read.success || read.data[1] > 2_147_483_647) return undefined;
  const [popularity, id, count, isExact] = read.data;
  return { popularity, id, total: { count, isExact } };
}
