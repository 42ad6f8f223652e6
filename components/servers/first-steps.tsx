import type { ReactNode } from 'react';
import { Icon, Logo } from '@/components/ui/icon';

/** What happens after the first server: said where there is nothing else to see. */
export function FirstSteps() {
  return (
    <ol className="grid gap-6 px-4 pt-8 sm:grid-cols-3 sm:px-6">
      <Step icon={<Icon name="search" className="mt-0.5" />} title="Tools are read and classified">
        Each with its class and the evidence for it.
      </Step>
      <Step icon={<Icon name="policy" className="mt-0.5" />} title="You get a policy to look at">
        Reads allowed, writes limited, deletes hidden.
      </Step>
      <Step icon={<Logo size={16} className="mt-0.5" />} title="You take policy.json with you">
        Every rule is checked, and tried, before you save it.
      </Step>
    </ol>
  );
}

function Step({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[20px_1fr] gap-2 text-13 text-ink-2">
      <span className="text-ink-3">{icon}</span>
      <span>
        <span className="block font-medium text-ink">{title}</span>
        {children}
      </span>
    </li>
  );
}
