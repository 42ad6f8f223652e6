/** Tells who listens that something of a grant has changed. One question a second for all of them. */

import { ask } from '@/lib/db';
import { hurried } from './hurry';

export type Changes = {
  listen(grantId: string, onChange: () => void): () => void;
  stop(): void;
};

/** `everyMs`: how long a change may stay unheard; a real Postgres says so at once. */
export function changes(log: (line: string, error?: unknown) => void, everyMs = 900): Changes {
  const listeners = new Map<string, Set<() => void>>();
  const states = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let asking = false;
  let again = false;
  let quiet: (() => void) | null = null;

  async function look(): Promise<void> {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    try {
      const ids = [...listeners.keys()];
      const found = await statesOf(ids);
      for (const id of ids) {
        const now = found.get(id) ?? 'gone';
        const before = states.get(id);
        states.set(id, now);
        if (before !== undefined && before !== now) for (const tell of listeners.get(id) ?? []) tell();
      }
    } catch (error) {
      log('Whether grants have changed could not be asked.', error);
    } finally {
      asking = false;
    }
    if (again && timer !== null) await look();
  }

  return {
    listen(grantId, onChange) {
      const mine = () => onChange();
      const others = listeners.get(grantId);
      if (others) others.add(mine);
      else listeners.set(grantId, new Set([mine]));
      timer ??= setInterval(() => void look(), everyMs).unref();
      quiet ??= hurried(() => void look(), log);
      // What it is compared with is what it is now.
      if (!states.has(grantId)) void look();
      return () => {
        const left = listeners.get(grantId);
        left?.delete(mine);
        if (left?.size !== 0) return;
        listeners.delete(grantId);
        states.delete(grantId);
        if (listeners.size === 0) stop();
      };
    },
    stop,
  };

  function stop(): void {
    if (timer) clearInterval(timer);
    timer = null;
    quiet?.();
    quiet = null;
  }
}

async function statesOf(grantIds: readonly string[]): Promise<Map<string, string>> {
  if (grantIds.length === 0) return new Map();
  const { rows } = await ask<{ id: string; state: string }>(
    `SELECT g."id", concat_ws(' ', g."epoch", s."definitionsEpoch", s."settingsEpoch",
        coalesce(g."policyNumber", p."latestNumber"), g."expiresAt" <= now()) AS "state"
       FROM "Grant" g JOIN "Server" s ON s."id" = g."serverId" LEFT JOIN "Policy" p ON p."id" = g."policyId"
      WHERE g."id" = ANY($1)`,
    [grantIds],
  );
  return new Map(rows.map(({ id, state }) => [id, state]));
}
