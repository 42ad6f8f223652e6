'use client';

import { useCallback, useRef, useState } from 'react';
import { announce } from './live-region';

/** What went wrong and the way on. `fields` says it beside each input, by its name, dots between levels. */
export type Trouble = { message: string; hint?: string; fields?: Record<string, string> };
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Trouble };
export type Ask<I, T> = (input: I) => Promise<Answer<T>>;

const silence: Trouble = {
  message: 'Sallyport did not answer.',
  hint: 'Check that it is running and that you are online, then try again. What you typed is still here.',
};

/** Asks the server once at a time, and keeps why it said no until the next attempt. */
export function useAction<I, T>(ask: Ask<I, T>, onDone?: (value: T, input: I) => void) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const running = useRef(false);
  const run = useCallback(
    async (input: I): Promise<Answer<T>> => {
      if (running.current) return { ok: false, error: { message: 'It is still being done.' } };
      running.current = true;
      setBusy(true);
      setTrouble(null);
      const answer = await settle(ask, input);
      running.current = false;
      setBusy(false);
      if (answer.ok) onDone?.(answer.value, input);
      else {
        setTrouble(answer.error);
        announce(said(answer.error));
      }
      return answer;
    },
    [ask, onDone],
  );
  const clear = useCallback(() => setTrouble(null), []);
  return { run, busy, trouble, clear, fault: (field: string) => faultOf(trouble, field) };
}

export async function settle<I, T>(ask: Ask<I, T>, input: I): Promise<Answer<T>> {
  try {
    return await ask(input);
  } catch {
    return { ok: false, error: silence };
  }
}

export function said(trouble: Trouble): string {
  return trouble.hint ? `${trouble.message} ${trouble.hint}` : trouble.message;
}

/** The sentence for one input. The way on is added where it can only be about this input. */
function faultOf(trouble: Trouble | null, field: string): string | undefined {
  if (!trouble?.fields || !Object.hasOwn(trouble.fields, field)) return undefined;
  const sentence = trouble.fields[field];
  const alone = Object.keys(trouble.fields).length === 1;
  return alone && trouble.hint ? `${sentence} ${trouble.hint}` : sentence;
}
