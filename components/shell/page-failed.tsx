'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';

type PageFailedProps = { error: Error & { digest?: string }; retry: () => void };

/** A page that could not be drawn: what is lost, and the way on. The cause stands in the log, not here. */
export function PageFailed({ error, retry }: PageFailedProps) {
  return (
    <div className="mx-auto max-w-xl py-10">
      <h1 className="mb-3 text-18 font-semibold tracking-[-0.01em]">This page could not be shown.</h1>
      <Notice
        tone="error"
        title="Something went wrong on our side."
        action={
          <Button icon="refresh" onClick={retry}>
            Try again
          </Button>
        }
      >
        Nothing that was saved is lost.
        {error.digest && (
          <>
            {' '}
            The log has it under <code>{error.digest}</code>.
          </>
        )}
      </Notice>
    </div>
  );
}
