'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { isAnswering, tellAnswering, useLostSince } from './answering';
import { Notice } from './card';
import { announce } from './live-region';
import { exactly } from './time';

const lost = 'Sallyport does not answer.';

/**
 * Draws the page again every few seconds while somebody looks at it, and at once when they come back to it. What is
 * being typed stays. Where an answer takes longer than that, the next question waits for it. INVARIANT: the page is asked
 * for only of a Sallyport that answers; else the browser would put its own error page in its place, for good.
 */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [drawing, start] = useTransition();
  const busy = useRef(drawing);
  busy.current = drawing;
  useEffect(() => {
    let asking = false;
    let ended = false;
    const refresh = async () => {
      if (document.visibilityState !== 'visible' || busy.current || asking) return;
      asking = true;
      const answers = await isAnswering();
      asking = false;
      if (ended) return;
      tellAnswering(answers);
      if (answers) start(() => router.refresh());
    };
    const timer = setInterval(refresh, seconds * 1000);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      ended = true;
      tellAnswering(true);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [router, seconds]);
  const lostSince = useLostSince();
  useEffect(() => {
    if (lostSince !== null) announce(lost);
  }, [lostSince]);
  if (lostSince === null) return null;
  return (
    <Notice tone="warning" title={lost} className="mb-3">
      What stands here is as of {exactly(lostSince)}. It goes on by itself.
    </Notice>
  );
}
