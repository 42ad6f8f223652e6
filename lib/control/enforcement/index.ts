/** The gateway's ports on Postgres. No state that matters lives in the process: any number of them share one database. */

import type { Ports } from '@/lib/gateway/ports';
import { admitter, giveBack } from './admit';
import { changes } from './changes';
import { findApproval, hold } from './holds';
import { newId } from './keys';
import { loader } from './load';
import { sweep } from './retention';
import { trail } from './trail';

export type EnforcementOptions = {
  /** The address that links for people are made with, without a slash at the end. */
  baseUrl: () => string;
  upstream: Ports['upstream'];
  toolsChanged: Ports['toolsChanged'];
  log: (line: string, error?: unknown) => void;
};

export type EnforcementPorts = Ports & {
  /** Resolves when everything that nobody waits for is written. */
  flushed(): Promise<void>;
  /** Removes what has been kept long enough. Resolves with how many rows went. */
  sweep(): Promise<number>;
  /** Flushes, and ends what runs by itself. */
  close(): Promise<void>;
};

export function enforcementPorts({
  baseUrl,
  upstream,
  toolsChanged,
  log,
}: EnforcementOptions): EnforcementPorts {
  const loading = loader(log);
  // What a stale call was decided on is not used for the next attempt.
  const admit = admitter(({ entry }) => loading.forget(entry.grantId));
  const behind = trail(log, Date.now);
  const changing = changes(log);
  const urlOf = (id: string) => `${baseUrl()}/approvals/${id}`;
  return {
    enforcement: (token, serverId) => loading.load(token, serverId),
    admit,
    record: (entry) => behind.record(entry),
    findApproval: (identity) => findApproval(identity, urlOf),
    async hold(identity, entry, epochs, seconds) {
      const held = await hold(identity, entry, epochs, seconds, urlOf);
      if (held.kind === 'stale') loading.forget(entry.grantId);
      return held;
    },
    outcome: (receipt, outcome) => behind.outcome(receipt, outcome),
    giveBack,
    refused: (address, why) => behind.refused(address, why),
    upstream,
    toolsChanged,
    changes: (grantId, onChange) =>
      changing.listen(grantId, () => {
        // Whoever asks now is not told what was read before the change.
        loading.forget(grantId);
        onChange();
      }),
    nowMs: Date.now,
    newId: () => newId(),
    flushed: () => behind.flushed(),
    sweep: () => sweep(Date.now()),
    async close() {
      changing.stop();
      await behind.flushed();
    },
  };
}
