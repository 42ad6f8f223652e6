/** better-auth, set up for passwords and organisations. It is asked in-process only: no route of its own is served. */

import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { nextCookies } from 'better-auth/next-js';
import { organization } from 'better-auth/plugins/organization';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { derive } from '@/lib/secrets';
import { byPassword } from './by-password';
import { longestPassword, shortestPassword } from './password';

const sessionSeconds = 14 * 24 * 60 * 60;

function make() {
  const options = {
    appName: 'Sallyport',
    baseURL: env().baseUrl,
    secret: derive('accounts').toString('base64url'),
    database: prismaAdapter(db(), { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    logger: { level: 'error' },
    emailAndPassword: {
      enabled: true,
      // INVARIANT: people are made by `person.ts` alone, together with their organisation.
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    // A session ends two weeks after signing in, used or not: then no page has to write a cookie while it is drawn.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    // Attempts are counted in `attempts.ts`: better-auth counts only what comes through its own routes.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'sallyport',
      useSecureCookies: env().baseUrl.startsWith('https://'),
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    plugins: [
      organization({
        allowUserToCreateOrganization: false,
        schema: {
          organization: { modelName: 'organisation' },
          member: { fields: { organizationId: 'organisationId' } },
          invitation: { fields: { organizationId: 'organisationId' } },
          session: { fields: { activeOrganizationId: 'activeOrganisationId' } },
        },
      }),
      byPassword,
      // Last: it copies the cookies of those before it into Next's response.
      nextCookies(),
    ],
  } satisfies BetterAuthOptions;
  return betterAuth(options);
}

let made: { auth: ReturnType<typeof make>; on: ReturnType<typeof db> } | null = null;

/**
 * Made when first asked, so that nothing is read or connected while the product is being built, and anew where the
 * database was reconnected.
 */
export function auth(): ReturnType<typeof make> {
  const on = db();
  if (made?.on !== on) made = { auth: make(), on };
  return made.auth;
}

/** scrypt, as better-auth stores and checks it. */
export async function hashPassword(password: string): Promise<string> {
  const context = await auth().$context;
  return context.password.hash(password);
}
