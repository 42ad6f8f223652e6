'use client';

import { useMemo } from 'react';
import { Message } from '@/components/ui/message';
import { explain, type RuleSet } from '@/lib/policy';
import { keyOf } from '../model/intents';
import { useActions } from '../state';

const few = 6;

/** The rules read back in plain sentences, each a way to its fields. */
export function InWords({ pointer, ruleSet }: { pointer: string; ruleSet: RuleSet }) {
  const { showRule } = useActions();
  const sentences = useMemo(() => {
    const key = keyOf(pointer);
    const part = pointer.startsWith('/tools/')
      ? { tools: { [key]: ruleSet } }
      : pointer === '/all_tools'
        ? { all_tools: ruleSet }
        : { classes: { [key]: ruleSet } };
    // The first is about the default, the second names what the heading above names.
    return explain({ version: '1', default: 'deny', ...part }).filter((sentence) => sentence.depth === 1);
  }, [pointer, ruleSet]);
  if (sentences.length === 0) return null;
  return (
    <ul aria-label="In plain words" className="grid gap-0.5 border-b border-line px-4 py-2.5 text-13">
      {sentences.slice(0, few).map((sentence) => (
        <li key={`${sentence.pointer} ${sentence.text}`}>
          <button
            type="button"
            onClick={() => showRule(sentence.pointer)}
            className="rounded-1 text-left text-ink-2 hover:text-ink"
          >
            <Message text={sentence.text} />
          </button>
        </li>
      ))}
      {sentences.length > few && (
        <li className="text-12 text-ink-3">and {sentences.length - few} more below</li>
      )}
    </ul>
  );
}
