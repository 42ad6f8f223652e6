// biome-ignore-all lint/a11y/useSemanticElements: cells of a grid that is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the row takes the focus, its cells do not
'use client';

import { VerdictMark, verdictLooks } from '@/components/risk/decision';
import { cx } from '@/components/ui/cx';
import { since } from '@/components/ui/time';
import styles from '../builder.module.css';
import type { Outcome } from '../model/outcome';
import type { Row } from '../model/rows';
import { outcomeInWords, usedInWords } from '../model/words';

/** What an agent's first call of the tool is answered. Quiet where the decision says as much. */
export function SampleCell({ outcome }: { outcome: Outcome | undefined }) {
  const verdict = outcome?.verdict;
  const isQuiet = !outcome?.differs;
  return (
    <span
      role="gridcell"
      data-sample=""
      title={outcome && outcomeInWords(outcome)}
      className={cx(styles.sample, isQuiet && 'text-12 text-ink-3')}
    >
      {verdict && (isQuiet ? verdictLooks[verdict].word : <VerdictMark verdict={verdict} />)}
      {verdict === null && '—'}
    </span>
  );
}

/** When an agent last called it. Empty as long as that is not known. */
export function UsedCell({ used }: { used: Row['used'] }) {
  return (
    <span
      role="gridcell"
      title={used ? usedInWords(used) : undefined}
      className={cx(
        styles.used,
        'text-right text-12 whitespace-nowrap',
        used?.call ? 'text-ink-2' : 'text-ink-3',
      )}
    >
      {used && (used.call ? since(used.call.at, used.nowMs) : '—')}
    </span>
  );
}
