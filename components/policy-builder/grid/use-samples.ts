import { startTransition, useEffect, useState } from 'react';
import type { Action } from '@/lib/policy';
import { type Sample, share } from '../document';
import type { Row } from '../model/rows';
import { useActions, useBuilder } from '../state';

/** `text` and `decision` are those that it was answered under. */
type Known = { text: string; decision: Action; sample: Sample };

/** Until nothing has changed for that long: what a hand does comes first. */
const restMs = 250;

/**
 * What the policy as it stands says to the sample calls of these rows: asked of the worker once they are seen and the hand rests.
 * Until an answer is there the one before stays, but not where the decision itself is another.
 */
export function useSamples(rows: readonly Row[]): (row: Row) => Sample | undefined {
  const { askEngine } = useActions();
  const text = useBuilder((state) => state.document.valid?.text);
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const seen = rows.map((row) => `${row.tool.name} ${row.decision}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is seen and the text say when other answers are wanted
  useEffect(() => {
    const wanted = rows.filter(({ tool, decision }) => {
      const found = known.get(tool.name);
      return found === undefined || found.text !== text || found.decision !== decision;
    });
    if (text === undefined || wanted.length === 0) return;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const samples = await askEngine(
        'samples',
        text,
        wanted.map(({ tool }) => tool.name),
      );
      if (!isWanted || samples.length === 0) return;
      const next = new Map(known);
      for (const [i, { tool, decision }] of wanted.entries()) {
        const sample = samples[i];
        const before = next.get(tool.name);
        if (sample) next.set(tool.name, { text, decision, sample: share(before?.sample, sample) });
      }
      startTransition(() => setKnown(next));
    }, restMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [seen, text, known]);
  return ({ tool, decision }) => {
    const found = known.get(tool.name);
    return found?.decision === decision ? found.sample : undefined;
  };
}
