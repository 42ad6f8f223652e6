import { useEffect, useState } from 'react';

/**
 * What `ask` answers, of the question that `key` names: the answer to the question before stays until the new one is there,
 * null before the first. `ask` may be another function each time; `key` says when it is another question.
 */
export function useAnswer<T>(key: string, ask: () => Promise<T>): { answer: T; isLate: boolean } | null {
  const [found, setFound] = useState<{ key: string; answer: T } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
  useEffect(() => {
    let isWanted = true;
    void ask().then((answer) => isWanted && setFound({ key, answer }));
    return () => {
      isWanted = false;
    };
  }, [key]);
  return found && { answer: found.answer, isLate: found.key !== key };
}
