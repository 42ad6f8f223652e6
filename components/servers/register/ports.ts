import type { Ask } from '@/components/ui/use-action';
import type { ConnectPort } from '../connect/use-connect';
import type { ByCommand, ByUrl, FromListing, NamedValue, SampleName } from '../shapes';

/** A server that is registered. `complete`: nothing has to be read, its tools came with it. */
export type Registered = { serverId: string; name: string; complete?: boolean };

/** One server of a client's configuration, with everything given that it needs. */
export type ConfigurationServer = {
  name: string;
  target:
    | { type: 'http'; url: string; headers: NamedValue[] }
    | { type: 'stdio'; command: string; args: string[]; env: NamedValue[]; confirmed: string[] };
};

/** What the card asks of the server. */
export type RegisterPorts = {
  byUrl: Ask<ByUrl, Registered[]>;
  byCommand: Ask<ByCommand, Registered[]>;
  fromConfiguration: Ask<
    { servers: ConfigurationServer[] },
    { registered: Registered[]; refused: { name: string; message: string }[] }
  >;
  fromListing: Ask<FromListing, Registered[]>;
  sample: Ask<{ sample: SampleName }, Registered[]>;
  edit: Ask<{ serverId: string } & Partial<ByUrl & ByCommand>, unknown>;
  discard: Ask<{ serverId: string }, unknown>;
  connect: ConnectPort;
  /** Where authorization servers lead back to, for clients that are registered there by hand. */
  redirectUri: string;
  /** Why servers cannot be started by a command here, or null. */
  commandsBarred: string | null;
};
