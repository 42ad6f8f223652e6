/** Signing in with an address and a password, as a part of better-auth. */

import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import * as z from 'zod';

/**
 * In the place of better-auth's own `signInEmail`, which lets nobody in with an address that it would not have taken itself,
 * such as `a@b.c` or `root@localhost`: whoever was made with one could never sign in. The address is in lower case.
 */
export const byPassword = {
  id: 'by-password',
  endpoints: {
    signInByPassword: createAuthEndpoint(
      '/sign-in/by-password',
      { method: 'POST', body: z.object({ email: z.string(), password: z.string() }) },
      async (ctx) => {
        const { email, password } = ctx.body;
        const { internalAdapter, password: passwords } = ctx.context;
        const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
        const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password;
        if (!found || !hash) {
          // As long as for an address that is known.
          await passwords.hash(password);
          throw new APIError('UNAUTHORIZED');
        }
        if (!(await passwords.verify({ hash, password }))) throw new APIError('UNAUTHORIZED');
        const session = await internalAdapter.createSession(found.user.id);
        await setSessionCookie(ctx, { session, user: found.user });
        return ctx.json({});
      },
    ),
  },
} satisfies BetterAuthPlugin;
