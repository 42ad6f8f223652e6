'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Button, Spinner } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { readTools } from '../read-tools';
import { count } from '../server-list';

type Reading = {
  message: string;
  tools: number;
  /** How many there were the last time: no server says in advance how many it has. */
  known: number;
};

/** Reads a server's tools again. What is new or changed waits for a person; the page shows it. */
export function useRediscovery(server: { id: string; toolCount: number }) {
  const router = useRouter();
  const [reading, setReading] = useState<Reading | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  async function start() {
    if (reading) return;
    const control = new AbortController();
    abort.current = control;
    setReading({ message: 'Connecting', tools: 0, known: server.toolCount });
    const last = await readTools(server.id, control.signal, (event) => {
      if (event.kind === 'step') setReading((now) => now && { ...now, message: event.message });
      if (event.kind === 'tools') setReading((now) => now && { ...now, tools: event.count });
    });
    setReading(null);
    if (last.kind === 'done') toast(told(last.toolCount, last.changes));
    if (last.kind === 'cancelled') toast('Cancelled. The tools are as they were.', { tone: 'plain' });
    if (last.kind === 'failed') toast(`${last.failure.message} ${last.failure.hint}`, { tone: 'failed' });
    router.refresh();
  }
  return { reading, start, cancel: () => abort.current?.abort() };
}

function told(tools: number, changes: { new: string[]; changed: string[]; removed: string[] }): string {
  const parts = (['new', 'changed', 'removed'] as const)
    .filter((kind) => changes[kind].length > 0)
    .map((kind) => `${changes[kind].length} ${kind}`);
  return parts.length === 0
    ? `${count(tools, 'tool')}: nothing has changed.`
    : `${count(tools, 'tool')}: ${parts.join(', ')}. They wait for you.`;
}

/** `412 of 805 tools` while it may be true, `812 tools so far` once there are more than the last time. */
function soFar({ tools, known }: Reading): string {
  return tools <= known
    ? `${tools.toLocaleString('en-GB')} of ${count(known, 'tool')}`
    : `${count(tools, 'tool')} so far`;
}

type RediscoveryLineProps = { reading: Reading; onCancel: () => void };

export function RediscoveryLine({ reading, onCancel }: RediscoveryLineProps) {
  return (
    <div data-edge="" className="mb-4 overflow-hidden rounded-2 bg-surface ring ring-line">
      <div className="flex min-h-10 items-center gap-2 px-3 py-1.5">
        <Spinner size={14} className="text-accent-ink" />
        <span className="min-w-0 flex-1">
          {reading.message}
          {reading.tools > 0 && <span className="text-ink-3"> · {soFar(reading)}</span>}
        </span>
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <div className="h-0.5 overflow-hidden bg-sunken" aria-hidden="true">
        <div className="slide h-full w-2/5 bg-accent" />
      </div>
    </div>
  );
}
