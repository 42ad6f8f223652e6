'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { Button } from './button';

type Later<P> = ComponentType<P> & { fetch: () => Promise<void> };
type State = 'coming' | 'here' | 'failed';
type Source<P> = { component: ComponentType<P> | null; fetch: () => Promise<void> };

/**
 * A part of the page whose code comes by `load` when it is first shown, or before when `fetch` was called. Where it
 * cannot be had it says so and is asked for again; it takes nothing else with it.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const source: Source<P> = {
    component: null,
    async fetch() {
      source.component ??= await load();
    },
  };
  return Object.assign((props: P) => <Fetched source={source} given={props} />, { fetch: source.fetch });
}

function Fetched<P extends object>({ source, given }: { source: Source<P>; given: P }) {
  const [state, setState] = useState<State>(source.component ? 'here' : 'coming');
  useEffect(() => {
    if (state === 'here') return;
    let left = false;
    const turn = (next: State) => {
      if (!left) setState(next);
    };
    const again = () => turn('coming');
    if (state === 'failed') addEventListener('online', again);
    else
      source.fetch().then(
        () => turn('here'),
        () => turn('failed'),
      );
    return () => {
      left = true;
      removeEventListener('online', again);
    };
  }, [state, source]);
  if (state === 'failed') return <Missing onRetry={() => setState('coming')} />;
  return source.component && <source.component {...given} />;
}

function Missing({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 p-4 text-13 text-ink-2">
      <p className="min-w-0 flex-1">
        This part of the page could not be loaded. It is asked for again once there is a connection.
      </p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
