import { Notice } from '@/components/ui/card';
import { count } from '../server-list';
import type { ServerFacts } from '../shapes';
import { AttackNotice } from './attack-notice';
import { ClassSummary } from './class-summary';

type ReviewSummaryProps = {
  server: ServerFacts;
  /** Names of tools whose definitions attack. */
  attacks: readonly string[];
};

/** What a first reading found at a glance, and what confirming it means. */
export function ReviewSummary({ server, attacks }: ReviewSummaryProps) {
  const { malformed } = server.pending;
  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-x-8 gap-y-4 rounded-3 border border-line bg-bg p-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
        <p className="max-w-prose text-13 text-ink-2">
          <strong className="font-medium text-ink">You have the last word.</strong> What you confirm is
          pinned: each definition with its digest. A tool that changes later is denied until somebody looks
          again. Open a tool to see why it has its class, or to set another.
        </p>
        {server.toolCount > 0 && <ClassSummary counts={server.classes} />}
      </div>
      <AttackNotice names={attacks} />
      {malformed > 0 && (
        <Notice tone="warning" title={`${count(malformed, 'tool')} of the list cannot be read.`}>
          Each is shown below with what is wrong. The rest are kept; a policy can still decide a malformed
          tool by its name.
        </Notice>
      )}
    </div>
  );
}
