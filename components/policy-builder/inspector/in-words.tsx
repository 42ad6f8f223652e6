'use client';

import { useMemo } from 'react';
import { Icon } from '@/components/ui/icon';
import type { RuleSet } from '@/lib/policy';
import { Message } from '../message';
import { keyOf } from '../model/intents';
import { useActions } from '../state';
import { useAdvice } from './use-advice';

/** The rules read back in plain sentences, each a way to its fields. */
export function InWords({ pointer, ruleSet }: { pointer: string; ruleSet: RuleSet }) {
  const { showRule } = useActions();
  const advice = useAdvice();
  const sentences = useMemo(() => {
    if (advice === null) return [];
    const key = keyOf(pointer);
    const part = pointer.startsWith('/tools/')
      ? { tools: { [key]: ruleSet } }
      : pointer === '/all_tools'
        ? { all_tools: ruleSet }
        : { classes: { [key]: ruleSet } };
    return advice.explain({ version: '1', default: 'deny', ...part }).slice(1);
  }, [advice, pointer, ruleSet]);
  if (sentences.length === 0) return null;
  return (
    <details className="group border-b border-line px-4 py-2.5 text-12">
      <summary className="flex items-center gap-1.5 rounded-1 font-semibold">
        <Icon name="chevron-right" size={14} className="text-ink-3 group-open:rotate-90" />
        In plain words
      </summary>
      <ul className="mt-1.5 grid gap-1 pl-5">
        {sentences.map((sentence) => (
          <li key={sentence.pointer}>
            <button
              type="button"
              onClick={() => showRule(sentence.pointer)}
              className="rounded-1 text-left text-ink-2 hover:text-ink"
            >
              <Message text={sentence.text} />
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
