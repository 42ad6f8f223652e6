import { notFound } from 'next/navigation';
import { cache } from 'react';
import { parse } from '@/lib/action';
import { getPolicy, OfPolicy } from '@/lib/control';
import { isAppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';

/** The policy of this address, looked up once a request; the page of what is not there otherwise. */
export const policyHere = cache(async (actor: Actor, policyId: string) => {
  try {
    return await getPolicy(actor, parse(OfPolicy, { policyId }));
  } catch (error) {
    if (isAppError(error) && (error.code === 'not_found' || error.code === 'invalid')) notFound();
    throw error;
  }
});
