'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ToolRow } from '../shapes';
import { ToolList } from './tool-list';
import { type ToolPorts, ToolSheet } from './tool-sheet';

type ToolBrowserProps = {
  serverId: string;
  title: string;
  nothing?: string;
  label: string;
  tools: ToolRow[];
  ports: ToolPorts;
  now: number;
};

/** The list of tools, and the sheet of the one that is open. */
export function ToolBrowser({
  serverId,
  title,
  nothing = 'The server offers no tools.',
  label,
  tools,
  ports,
  now,
}: ToolBrowserProps) {
  const router = useRouter();
  const [openId, setOpenId] = useState<string | null>(null);
  const open = tools.find((tool) => tool.id === openId) ?? null;
  return (
    <>
      <ToolList title={title} nothing={nothing} label={label} tools={tools} onOpen={setOpenId} />
      <ToolSheet
        serverId={serverId}
        tool={open}
        ports={ports}
        now={now}
        onClose={() => setOpenId(null)}
        onChanged={() => router.refresh()}
      />
    </>
  );
}
