/** Addresses that tokens, codes and client secrets may go to. */

import { isLoopbackHost } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { AddressPolicy } from '../target';
import { readServerUrl } from '../url';

/**
 * Reads an address that a server or its metadata named. https only; http for this very machine, while loopback may be
 * reached at all. Throws an `AppError` that says which address it was: `what` stands in the sentence.
 */
export function secureUrl(text: string, what: string, addresses: AddressPolicy): URL {
  const read = readServerUrl(text);
  if (!read.ok)
    throw new AppError('unreachable', `${what} cannot be used. ${read.message}`, { hint: askThem });
  const { url } = read;
  const own = url.protocol === 'http:' && addresses.loopback && isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !own) {
    throw new AppError('unreachable', `${what} is no https address, so nothing secret is sent there.`, {
      hint: askThem,
    });
  }
  if (url.hash !== '') {
    throw new AppError('unreachable', `${what} holds a fragment, which is not allowed there.`, {
      hint: askThem,
    });
  }
  return url;
}

export const askThem = 'Ask whoever runs the server, or give it a header with credentials instead.';
