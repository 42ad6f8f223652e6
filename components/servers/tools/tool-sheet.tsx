'use client';

import { useEffect, useState } from 'react';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Skeleton } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Sheet } from '@/components/ui/dialog';
import { ForeignText } from '@/components/ui/foreign-text';
import { type Ask, settle, type Trouble } from '@/components/ui/use-action';
import type { RiskClass } from '@/lib/policy';
import type { ToolFacts, ToolRow } from '../shapes';
import { ToolFactsView } from './tool-facts';

export type ToolPorts = {
  getTool: Ask<{ serverId: string; toolId: string }, ToolFacts>;
  /** null gives the tool back to the classifier. */
  setClass: Ask<{ serverId: string; toolId: string; class: RiskClass | null }, unknown>;
};

type ToolSheetProps = {
  serverId: string;
  tool: ToolRow | null;
  ports: ToolPorts;
  now: number;
  onClose: () => void;
  onChanged: () => void;
};

/** Everything about one tool, asked for when it is opened. */
export function ToolSheet({ serverId, tool, ports, now, onClose, onChanged }: ToolSheetProps) {
  const [facts, setFacts] = useState<ToolFacts | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [round, setRound] = useState(0);
  const toolId = tool?.id;
  const { getTool } = ports;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    if (!toolId) return;
    let stale = false;
    settle(getTool, { serverId, toolId }).then((answer) => {
      if (stale) return;
      setFacts(answer.ok ? answer.value : null);
      setTrouble(answer.ok ? null : answer.error);
    });
    return () => {
      stale = true;
    };
  }, [serverId, toolId, getTool, round]);

  const shown = facts && facts.id === toolId ? facts : null;
  return (
    <Sheet
      open={tool !== null}
      onOpenChange={(open) => !open && onClose()}
      width="max-w-xl"
      title={<ForeignText text={tool?.name || 'No name'} className="font-mono text-14 break-all" />}
      description={tool && <RiskBadge riskClass={tool.class} severity={tool.severity} className="mt-1.5" />}
    >
      {trouble && !shown ? (
        <Notice
          tone="error"
          title={trouble.message}
          className="mx-5"
          action={
            <Button size="sm" icon="refresh" onClick={() => setRound(round + 1)}>
              Try again
            </Button>
          }
        >
          {trouble.hint}
        </Notice>
      ) : shown ? (
        <ToolFactsView
          key={shown.id}
          tool={shown}
          now={now}
          setClass={ports.setClass}
          onChanged={() => {
            setRound(round + 1);
            onChanged();
          }}
        />
      ) : (
        <Waiting />
      )}
    </Sheet>
  );
}

function Waiting() {
  return (
    <div className="grid gap-3 px-5" aria-busy="true">
      <span className="sr-only">Loading the tool</span>
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-32" />
    </div>
  );
}
