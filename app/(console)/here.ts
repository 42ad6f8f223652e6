import { notFound } from 'next/navigation';
import type * as z from 'zod';
import { parse } from '@/lib/action';
import { isAppError } from '@/lib/errors';

/** What this address names; the page of what is not there otherwise. */
export async function hereOr404<S extends z.ZodType, T>(
  Schema: S,
  address: unknown,
  look: (input: z.output<S>) => Promise<T>,
): Promise<T> {
  try {
    return await look(parse(Schema, address));
  } catch (error) {
    if (isAppError(error) && (error.code === 'not_found' || error.code === 'invalid')) notFound();
    throw error;
  }
}
