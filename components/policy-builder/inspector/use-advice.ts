'use client';

import { useEffect, useState } from 'react';
import { loadAdvice } from '@/lib/policy';

type Advice = Awaited<ReturnType<typeof loadAdvice>>;

/** null until it is there: boundary cases and plain sentences are fetched when a tool is first looked at. */
export function useAdvice(): Advice | null {
  const [advice, setAdvice] = useState<Advice | null>(null);
  useEffect(() => {
    let isWanted = true;
    void loadAdvice().then((loaded) => isWanted && setAdvice(loaded));
    return () => {
      isWanted = false;
    };
  }, []);
  return advice;
}
