'use client';

import type { ReactNode } from 'react';
import { Button, Spinner } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/card';
import { Icon } from '@/components/ui/icon';
import { count } from '../server-list';
import type { Reading, Registration } from './use-registration';

type ProgressProps = {
  registration: Registration;
  /** Other ways on for a failure, such as adding credentials. */
  wayOn?: (reading: Reading) => ReactNode;
  discard: (serverId: string) => void;
};

/** What is being read, how far it is, why it failed and the way on. */
export function Progress({ registration, wayOn, discard }: ProgressProps) {
  const { readings, cancel, again, busy } = registration;
  if (readings.length === 0) return null;
  const many = readings.length > 1;
  return (
    <ul className="mt-4 grid gap-2">
      {readings.map((reading) => (
        <li key={reading.serverId}>
          {reading.state === 'failed' && reading.failure ? (
            <Notice
              tone="error"
              title={many ? `${reading.name}: ${reading.failure.message}` : reading.failure.message}
              action={
                <>
                  {wayOn?.(reading)}
                  <Button size="sm" icon="refresh" disabled={busy} onClick={() => again(reading.serverId)}>
                    Try again
                  </Button>
                  <Button size="sm" variant="ghost" disabled={busy} onClick={() => discard(reading.serverId)}>
                    Discard this server
                  </Button>
                </>
              }
            >
              {reading.failure.hint}
            </Notice>
          ) : (
            <Line reading={reading} many={many} onCancel={cancel} onDiscard={discard} onAgain={again} />
          )}
        </li>
      ))}
    </ul>
  );
}

type LineProps = {
  reading: Reading;
  many: boolean;
  onCancel: () => void;
  onDiscard: (serverId: string) => void;
  onAgain: (serverId: string) => void;
};

function Line({ reading, many, onCancel, onDiscard, onAgain }: LineProps) {
  const { state, tools, name, serverId } = reading;
  return (
    <div data-edge="" className="overflow-hidden rounded-2 bg-surface text-13 ring ring-line">
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5">
        {state === 'reading' && <Spinner size={14} className="text-accent-ink" />}
        {state === 'done' && <Icon name="check" className="text-ink-2" />}
        {(state === 'waiting' || state === 'cancelled') && <Icon name="minus" className="text-ink-3" />}
        <span className="min-w-0 flex-1 break-words">
          {many && <bdi className="font-medium">{name}: </bdi>}
          {words(reading)}
          {state === 'reading' && tools > 0 && (
            <span className="text-ink-3"> · {count(tools, 'tool')} so far</span>
          )}
        </span>
        {state === 'reading' && (
          <Button size="sm" onClick={onCancel}>
            Cancel
          </Button>
        )}
        {state === 'cancelled' && (
          <>
            <Button size="sm" icon="refresh" onClick={() => onAgain(serverId)}>
              Try again
            </Button>
            <Button size="sm" variant="ghost" onClick={() => onDiscard(serverId)}>
              Discard this server
            </Button>
          </>
        )}
        {state === 'done' && many && (
          <ButtonLink size="sm" href={`/servers/${serverId}/review`}>
            Review
          </ButtonLink>
        )}
      </div>
      {state === 'reading' && (
        <div className="h-0.5 overflow-hidden bg-sunken" aria-hidden="true">
          <div className="slide h-full w-2/5 bg-accent" />
        </div>
      )}
    </div>
  );
}

function words({ state, message, tools }: Reading): string {
  switch (state) {
    case 'waiting':
      return 'Waiting for its turn';
    case 'reading':
      return message;
    case 'done':
      return `${count(tools, 'tool')} found`;
    case 'cancelled':
      return 'Cancelled: nothing was kept of its tools.';
    case 'failed':
      return 'Failed';
    default:
      return state satisfies never;
  }
}
