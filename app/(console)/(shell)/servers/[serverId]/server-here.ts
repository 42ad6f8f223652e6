import { notFound } from 'next/navigation';
import { cache } from 'react';
import { parse } from '@/lib/action';
import { getServer, OfServer } from '@/lib/catalogue';
import { isAppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';

/** The server of this address, looked up once a request; the page of what is not there otherwise. */
export const serverHere = cache(async (actor: Actor, serverId: string) => {
  try {
    return await getServer(actor, parse(OfServer, { serverId }));
  } catch (error) {
    if (isAppError(error) && (error.code === 'not_found' || error.code === 'invalid')) notFound();
    throw error;
  }
});
