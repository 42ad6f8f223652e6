import type { Metadata } from 'next';
import { EnforcementForm } from '@/components/grants/enforcement-form';
import { GrantList } from '@/components/grants/grant-list';
import { NewGrant } from '@/components/grants/new-grant';
import { ServerTabs } from '@/components/servers/detail/server-tabs';
import { waitingIn } from '@/components/servers/waiting';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { getEnforcement, listGrants, listPolicies } from '@/lib/control';
import { may } from '@/lib/rights';
import { signedIn } from '../../../../signed-in';
import { serverHeadHere } from '../server-here';
import { createGrantAction, revokeGrantAction, setEnforcementAction, updateGrantAction } from './actions';

export const metadata: Metadata = { title: 'Grants' };

type Props = { params: Promise<{ serverId: string }> };

/** Who may call this server, and how its calls are treated. */
export default async function GrantsPage({ params }: Props) {
  const { serverId } = await params;
  const actor = await signedIn();
  const server = await serverHeadHere(actor, serverId);
  const [grants, policies, enforcement] = await Promise.all([
    listGrants(actor, { serverId: server.id }),
    listPolicies(actor, {}),
    getEnforcement(actor, { serverId: server.id }),
  ]);
  const edits = may(actor, 'grant.edit') && server.transport !== 'none';
  const own = policies.filter((policy) => policy.server?.id === server.id);
  const choices = [...own, ...policies.filter((policy) => !own.includes(policy))].map(
    ({ id, name, version }) => ({ id, name, version }),
  );
  const now = Date.now();
  return (
    <>
      <PageHead title={<bdi>{server.name}</bdi>} back={{ href: '/servers', label: 'Servers' }}>
        {edits && (
          <NewGrant
            server={{ id: server.id, name: server.name }}
            policies={choices}
            create={createGrantAction}
          />
        )}
      </PageHead>
      <ServerTabs
        serverId={server.id}
        called={server.transport !== 'none'}
        waiting={waitingIn(server.pending)}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
        {grants.length === 0 ? (
          <Card>
            <EmptyState icon="key" title="Nobody may call this server yet.">
              A grant gives an agent an address and a token, under one policy.
            </EmptyState>
          </Card>
        ) : (
          <GrantList
            serverId={server.id}
            grants={grants}
            now={now}
            policies={choices}
            ports={edits ? { edit: updateGrantAction, revoke: revokeGrantAction } : null}
          />
        )}
        {may(actor, 'server.enforce') && <EnforcementForm values={enforcement} save={setEnforcementAction} />}
      </div>
    </>
  );
}
