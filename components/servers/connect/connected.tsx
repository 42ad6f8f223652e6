'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, Spinner } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, Notice } from '@/components/ui/card';
import { announce } from '@/components/ui/live-region';
import { readTools } from '../read-tools';
import { count } from '../server-list';
import type { Trouble } from '../shapes';

type ConnectedProps = { server: { id: string; name: string; draft: boolean } };
type Reading = { message: string; tools: number; failure: Trouble | null };

const beginning: Reading = { message: 'Connecting to the server.', tools: 0, failure: null };

/** Back from the page of consent: reads the tools, then leads to where they are looked at. */
export function Connected({ server }: ConnectedProps) {
  const router = useRouter();
  const [reading, setReading] = useState<Reading>(beginning);
  const abort = useRef<AbortController | null>(null);
  const { id, draft } = server;

  const read = useCallback(async () => {
    const control = new AbortController();
    abort.current?.abort();
    abort.current = control;
    setReading(beginning);
    const last = await readTools(id, control.signal, (event) => {
      if (event.kind === 'step') setReading((now) => ({ ...now, message: event.message }));
      if (event.kind === 'tools') setReading((now) => ({ ...now, tools: event.count }));
    });
    if (control.signal.aborted) return;
    if (last.kind === 'done') router.replace(draft ? `/servers/${id}/review` : `/servers/${id}`);
    if (last.kind === 'failed') {
      setReading((now) => ({ ...now, failure: last.failure }));
      announce(`${last.failure.message} ${last.failure.hint}`);
    }
  }, [id, draft, router]);
  useEffect(() => {
    void read();
    return () => abort.current?.abort();
  }, [read]);

  const { failure, message, tools } = reading;
  return (
    <Card className="p-4">
      {failure ? (
        <Notice
          tone="error"
          title={failure.message}
          action={
            <>
              <Button icon="refresh" onClick={() => void read()}>
                Try again
              </Button>
              <ButtonLink href={`/servers/${id}`}>To the server</ButtonLink>
            </>
          }
        >
          {failure.hint}
        </Notice>
      ) : (
        <p className="flex items-center gap-2">
          <Spinner size={14} className="text-accent-ink" />
          <span>
            Access was given. {message}
            {tools > 0 && <span className="text-ink-3"> · {count(tools, 'tool')} so far</span>}
          </span>
        </p>
      )}
    </Card>
  );
}
