'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';

/**
 * Draws the page again every few seconds while somebody looks at it, and at once when they come back to it. What is
 * being typed stays. Where an answer takes longer than that, the next question waits for it.
 */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [asking, start] = useTransition();
  const busy = useRef(asking);
  busy.current = asking;
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible' && !busy.current) start(() => router.refresh());
    };
    const timer = setInterval(refresh, seconds * 1000);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [router, seconds]);
  return null;
}
