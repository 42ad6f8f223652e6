'use client';

/** The policy builder: form and editor on one document. Data and actions come in as props; it asks no server itself. */

import { useState } from 'react';
import type { Ask } from '@/components/ui/use-action';
import type { Fault } from '@/lib/policy';
import type { BuilderTool, SaveResult } from './model/tool';
import { Shell } from './shell';
import { BuilderProvider, createBuilder, type Given, type View } from './state';

export type { BuilderTool, SaveResult } from './model/tool';

export type PolicyBuilderProps = {
  /** Whose tools these are: none while a policy has no server. */
  server: { id: string; name: string } | null;
  policy: { id: string; name: string; version: number };
  /** The text of that version, byte for byte, and what `parse` finds in it. */
  text: string;
  faults: Fault[];
  tools: BuilderTool[];
  save(input: { text: string; message?: string; baseVersion: number }): Promise<SaveResult>;
  rename: Ask<string, unknown>;
  /** The file's name when it is downloaded. */
  downloadName: string;
  initial?: { tool?: string; q?: string; view?: View };
};

export function PolicyBuilder({
  server,
  policy,
  text,
  faults,
  tools,
  save,
  rename,
  downloadName,
  initial,
}: PolicyBuilderProps) {
  const [store] = useState(() => {
    const given: Given = { server, policyId: policy.id, tools, downloadName, save, rename };
    return createBuilder(given, { text, faults, name: policy.name, version: policy.version, ...initial });
  });
  return (
    <BuilderProvider store={store}>
      <Shell />
    </BuilderProvider>
  );
}
