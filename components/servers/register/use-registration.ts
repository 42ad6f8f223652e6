'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '@/components/ui/live-region';
import { type Answer, type Trouble as Refusal, said, settle } from '@/components/ui/use-action';
import { readTools } from '../read-tools';
import type { Trouble } from '../shapes';
import type { Registered } from './ports';

/** One server that is being read: where it stands. */
export type Reading = {
  serverId: string;
  name: string;
  state: 'waiting' | 'reading' | 'done' | 'failed' | 'cancelled';
  message: string;
  tools: number;
  failure: Trouble | null;
};

export type Registration = {
  /** While it is being registered and read. */
  busy: boolean;
  refusal: Refusal | null;
  readings: Reading[];
  start: (register: () => Promise<Answer<Registered[]>>) => Promise<void>;
  /** Reads the same server once more, after `prepare` where something has to be changed first. */
  again: (serverId: string, prepare?: () => Promise<Answer<unknown>>) => Promise<void>;
  cancel: () => void;
  forget: () => void;
};

/** From the form to the tools: registers, reads one server after the other, then leads to the review. */
export function useRegistration(): Registration {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [readings, setReadings] = useState<Reading[]>([]);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const change = useCallback((serverId: string, part: Partial<Reading>) => {
    setReadings((all) => all.map((one) => (one.serverId === serverId ? { ...one, ...part } : one)));
  }, []);

  const read = useCallback(
    async (serverId: string, name: string, signal: AbortSignal): Promise<boolean> => {
      change(serverId, { state: 'reading', message: 'Connecting', tools: 0, failure: null });
      announce(`Reading the tools of ${name}`);
      const last = await readTools(serverId, signal, (event) => {
        if (event.kind === 'step') change(serverId, { message: event.message });
        if (event.kind === 'tools') change(serverId, { tools: event.count });
      });
      if (last.kind === 'done') {
        change(serverId, { state: 'done', tools: last.toolCount });
        announce(`${name}: ${last.toolCount} tools found`);
        return true;
      }
      if (last.kind === 'failed') {
        change(serverId, { state: 'failed', failure: last.failure });
        announce(`${name}: ${last.failure.message} ${last.failure.hint}`);
      } else {
        change(serverId, { state: 'cancelled' });
        announce(`${name}: cancelled`);
      }
      return false;
    },
    [change],
  );

  const readAll = useCallback(
    async (servers: Registered[]) => {
      const control = new AbortController();
      abort.current = control;
      const done: string[] = [];
      for (const { serverId, name, complete } of servers) {
        if (control.signal.aborted) change(serverId, { state: 'cancelled' });
        else if (complete || (await read(serverId, name, control.signal))) done.push(serverId);
      }
      const [only] = done;
      if (servers.length === 1 && only) router.push(`/servers/${only}/review`);
      else {
        setBusy(false);
        router.refresh();
      }
    },
    [change, read, router],
  );

  const start = useCallback<Registration['start']>(
    async (register) => {
      setBusy(true);
      setRefusal(null);
      setReadings([]);
      const answer = await settle(register, undefined);
      if (!answer.ok) {
        setRefusal(answer.error);
        announce(said(answer.error));
        setBusy(false);
        return;
      }
      setReadings(
        answer.value.map(({ serverId, name, complete }) => ({
          serverId,
          name,
          state: complete ? 'done' : 'waiting',
          message: '',
          tools: 0,
          failure: null,
        })),
      );
      await readAll(answer.value);
    },
    [readAll],
  );

  const again = useCallback<Registration['again']>(
    async (serverId, prepare) => {
      setBusy(true);
      setRefusal(null);
      const answer = prepare ? await settle(prepare, undefined) : null;
      if (answer && !answer.ok) {
        setRefusal(answer.error);
        announce(said(answer.error));
        setBusy(false);
        return;
      }
      const name = readings.find((one) => one.serverId === serverId)?.name ?? '';
      await readAll([{ serverId, name }]);
    },
    [readAll, readings],
  );

  const cancel = useCallback(() => abort.current?.abort(), []);
  const forget = useCallback(() => {
    setReadings([]);
    setRefusal(null);
  }, []);
  return { busy, refusal, readings, start, again, cancel, forget };
}
