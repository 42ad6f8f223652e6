/** Where a page ends, as the next page's address carries it. */

import * as z from 'zod';

/** The last row's place in the order, and the total that the first page told, so that all pages tell the same. */
export type Place = { popularity: number; id: number; total?: { count: number; isExact: boolean } };

const Written = z.tuple([z.number(), z.int().min(0), z.int().min(0), z.boolean()]);

/** Above everything. */
export const beginning: Place = { popularity: Number.MAX_VALUE, id: 0 };

export function writeCursor(place: Place, total: { count: number; isExact: boolean }): string {
  const written = [place.popularity, place.id, total.count, total.isExact];
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}

/** The beginning where there is none, or where it is none of ours. */
export function readCursor(text: string | undefined): Place {
  if (text === undefined || text.length > 200) return beginning;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Typed or cut off by somebody: as good as none.
    return beginning;
  }
  const read = Written.safeParse(value);
  if (!read.success || read.data[1] > 2_147_483_647) return beginning;
  const [popularity, id, count, isExact] = read.data;
  return { popularity, id, total: { count, isExact } };
}
