'use client';

import { useState } from 'react';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Tag } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ForeignText } from '@/components/ui/foreign-text';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import type { Trouble } from '@/components/ui/use-action';
import { changeWords, PendingFacts, untilThen } from './pending-facts';
import type { PendingGroup, PendingItem } from './shapes';

type OneByOneProps = {
  group: PendingGroup;
  /** As they were when it was opened: what is confirmed leaves the page, and not this row. */
  items: PendingItem[];
  busy: boolean;
  trouble: Trouble | null;
  /** True where it is confirmed. */
  confirm: (tools: string[]) => Promise<boolean>;
  onClose: () => void;
};

/** The risky ones, each looked at by itself. */
export function OneByOne({ group, items, busy, trouble, confirm, onClose }: OneByOneProps) {
  const [at, setAt] = useState(0);
  const item = items[at];
  if (!item) return null;
  const last = at === items.length - 1;
  const onward = () => (last ? onClose() : setAt(at + 1));
  async function agree(name: string) {
    if (await confirm([name])) onward();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="lg"
      title={<ForeignText text={item.name} className="font-mono break-all" />}
      description={
        <span className="mt-1 flex flex-wrap items-center gap-2">
          <RiskBadge riskClass={item.class} size="sm" />
          <Tag>{changeWords[item.change]}</Tag>
          <span className="text-12 text-ink-3">
            {at + 1} of {items.length}. {untilThen(item.change, group)}
          </span>
        </span>
      }
      footer={
        <>
          {at > 0 && (
            <Button size="lg" variant="ghost" className="mr-auto" onClick={() => setAt(at - 1)}>
              Back
            </Button>
          )}
          <Button size="lg" onClick={onward}>
            {last ? 'Leave it' : 'Leave it, next'}
          </Button>
          <Button size="lg" variant="primary" busy={busy} onClick={() => void agree(item.name)}>
            {last ? 'Confirm' : 'Confirm, next'}
          </Button>
        </>
      }
    >
      <div key={item.toolId} className="grid gap-3">
        <TroubleNotice trouble={trouble} />
        <PendingFacts item={item} />
      </div>
    </Dialog>
  );
}
