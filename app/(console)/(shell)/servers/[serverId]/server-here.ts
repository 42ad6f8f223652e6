import { cache } from 'react';
import { getServer, getServerHead, OfServer } from '@/lib/catalogue';
import type { Actor } from '@/lib/rights';
import { hereOr404 } from '../../../here';

/** The server of this address, looked up once a request; the page of what is not there otherwise. */
export const serverHere = cache((actor: Actor, serverId: string) =>
  hereOr404(OfServer, { serverId }, (input) => getServer(actor, input)),
);

/** The same without its tools. */
export const serverHeadHere = cache((actor: Actor, serverId: string) =>
  hereOr404(OfServer, { serverId }, (input) => getServerHead(actor, input)),
);
