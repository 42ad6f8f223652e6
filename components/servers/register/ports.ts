import type { Ask } from '@/components/ui/use-action';
import type {
  ByCommand,
  ByUrl,
  ConfigurationChoice,
  ConfigurationEntry,
  FromListing,
  SampleName,
} from '../shapes';

/** A server that is registered. `complete`: nothing has to be read, its tools came with it. */
export type Registered = { serverId: string; name: string; complete?: boolean };

/** What the card asks of the server. */
export type RegisterPorts = {
  byUrl: Ask<ByUrl, Registered[]>;
  byCommand: Ask<ByCommand, Registered[]>;
  readConfiguration: Ask<{ text: string }, ConfigurationEntry[]>;
  fromConfiguration: Ask<{ text: string; choices: ConfigurationChoice[] }, Registered[]>;
  fromListing: Ask<FromListing, Registered[]>;
  sample: Ask<{ sample: SampleName }, Registered[]>;
  edit: Ask<{ serverId: string } & Partial<ByUrl & ByCommand>, unknown>;
  discard: Ask<{ serverId: string }, unknown>;
  /** Why servers cannot be started by a command here, or null. */
  commandsBarred: string | null;
};
