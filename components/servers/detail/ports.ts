import type { Ask } from '@/components/ui/use-action';

export type KeptValue = { name: string /** null keeps the secret that is there. */; value: string | null };
export type ServerEdit = {
  serverId: string;
  name?: string;
  url?: string;
  headers?: KeptValue[];
  command?: string;
  args?: string[];
  env?: KeptValue[];
  confirmed?: string[];
};
export type PolicyStart = 'recommended' | 'by-class' | 'read-only' | 'deny-all' | { text: string };

/** What the page of one server asks of the server. */
export type ServerPorts = {
  edit: Ask<ServerEdit, unknown>;
  remove: Ask<{ serverId: string }, unknown>;
  replaceListing: Ask<{ serverId: string; text: string }, unknown>;
  createPolicy: Ask<{ serverId: string; start: PolicyStart }, { policyId: string }>;
};
