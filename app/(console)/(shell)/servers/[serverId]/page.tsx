import type { Metadata } from 'next';
import { LookingCard } from '@/components/reviews/looking-card';
import { AccessCard } from '@/components/servers/connect/access-card';
import { ServerLine, ServerNotices, toolsTitle } from '@/components/servers/detail/server-facts';
import { ServerTabs } from '@/components/servers/detail/server-tabs';
import { ServerTop } from '@/components/servers/detail/server-top';
import { SideCards } from '@/components/servers/detail/side-cards';
import { ToolBrowser } from '@/components/servers/tools/tool-browser';
import { waitingIn } from '@/components/servers/waiting';
import { Card } from '@/components/ui/card';
import type { ServerDetail } from '@/lib/catalogue';
import { may } from '@/lib/rights';
import { signedIn } from '../../../signed-in';
import {
  createPolicyAction,
  deleteServerAction,
  editServerAction,
  getToolAction,
  replaceListingAction,
  setToolClassAction,
} from '../actions';
import { attacksIn, commandsBarred, connectPorts, toolRow } from '../ports';
import { setLookEveryAction } from './look-actions';
import { lookingHere } from './looking-here';
import { serverHere } from './server-here';

type Props = { params: Promise<{ serverId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { serverId } = await params;
  const actor = await signedIn();
  return { title: (await serverHere(actor, serverId)).name };
}

export default async function ServerPage({ params }: Props) {
  const { serverId } = await params;
  const actor = await signedIn();
  const { tools, ...server } = await serverHere(actor, serverId);
  const now = Date.now();
  const ports = {
    edit: editServerAction,
    remove: deleteServerAction,
    replaceListing: replaceListingAction,
    createPolicy: createPolicyAction,
  };
  return (
    <>
      <ServerTop server={server} ports={ports} barred={commandsBarred(actor)}>
        <ServerLine server={server} now={now} />
      </ServerTop>
      <ServerTabs
        serverId={server.id}
        called={server.transport !== 'none'}
        waiting={waitingIn(server.pending)}
      />
      <ServerNotices server={server} attacks={attacksIn(tools)} now={now} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_300px]">
        <Card>
          <ToolBrowser
            serverId={server.id}
            title={toolsTitle(server)}
            nothing={server.discoveredAt ? undefined : 'Its tools have not been read yet.'}
            label={`Tools of ${server.name}`}
            tools={tools.map(toolRow)}
            ports={{ getTool: getToolAction, setClass: setToolClassAction }}
            now={now}
          />
        </Card>
        <div className="grid content-start gap-4">
          {wantsAccess(server) && (
            <AccessCard
              server={{ id: server.id, name: server.name }}
              access={server.access}
              now={now}
              ports={may(actor, 'server.edit') ? await connectPorts() : null}
            />
          )}
          <SideCards server={server} now={now} />
          {server.transport !== 'none' && (
            <LookingCard
              serverId={server.id}
              looking={lookingHere(server)}
              now={now}
              save={may(actor, 'server.edit') ? setLookEveryAction : null}
            />
          )}
        </div>
      </div>
    </>
  );
}

/** Who refused us may let in by OAuth, also where nobody has tried that yet. */
function wantsAccess({ access, failure, transport, headers }: Omit<ServerDetail, 'tools'>): boolean {
  if (access !== null || failure?.kind === 'authorization') return true;
  return failure?.kind === 'refused' && transport === 'http' && headers.length === 0;
}
