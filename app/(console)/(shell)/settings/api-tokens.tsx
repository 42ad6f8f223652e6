import { headers } from 'next/headers';
import { ApiTokensCard } from '@/components/tokens/api-tokens-card';
import { listApiTokens } from '@/lib/control';
import { type Actor, may, roles } from '@/lib/rights';
import { addressOf } from '@/lib/wiring';
import { createApiTokenAction, revokeApiTokenAction } from './token-actions';

/** Nothing for those who may make none. */
export async function ApiTokens({ actor }: { actor: Actor }) {
  if (!may(actor, 'api-token.edit')) return null;
  const tokens = await listApiTokens(actor);
  return (
    <ApiTokensCard
      tokens={tokens}
      roles={roles.slice(roles.indexOf(actor.role))}
      url={`${addressOf(new Headers(await headers()))}/api/v1`}
      now={Date.now()}
      ports={{ make: createApiTokenAction, revoke: revokeApiTokenAction }}
    />
  );
}
