import type { ReactNode } from 'react';
import { ForeignText, plainly } from '@/components/ui/foreign-text';

/** A sentence with a stranger's words in it: our text, their words, and names or snippets that can be pasted. */
export type Words = readonly (string | { theirs: string } | { code: string })[];

export function Said({ words }: { words: Words }): ReactNode {
  return words.map((part, index) => {
    const key = index.toString();
    if (typeof part === 'string') return part;
    if ('theirs' in part) return <ForeignText key={key} text={part.theirs} />;
    return (
      <code key={key} className="text-[0.9em] [overflow-wrap:anywhere] text-ink">
        <ForeignText text={part.code} />
      </code>
    );
  });
}

/** For search engines and for those who hear it. */
export function saidPlainly(words: Words): string {
  return words
    .map((part) => (typeof part === 'string' ? part : plainly('theirs' in part ? part.theirs : part.code)))
    .join('');
}

/** What `explain` says: what stands between backticks can be pasted. */
export function wordsOf(sentence: string): Words {
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? { code: part } : { theirs: part }));
}
