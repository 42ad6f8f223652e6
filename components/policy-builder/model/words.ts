/** The row's marks in sentences, for titles and for those who hear them. */

import { verdictLooks } from '@/components/risk/decision';
import { exactly } from '@/components/ui/time';
import type { Outcome } from './outcome';
import { days, type Used } from './usage';

export function outcomeInWords({ verdict, call, why }: Outcome): string {
  const said = verdict === null ? '' : `${verdictLooks[verdict].word.toLowerCase()}. `;
  return `Sample call ${call}: ${said}${why}`.trim();
}

export function usedInWords({ call, keptDays }: Used): string {
  return call
    ? `Last called ${exactly(call.at)}: ${verdictLooks[call.verdict].word.toLowerCase()}`
    : `No call on record, and records are kept for ${days(keptDays)}`;
}
