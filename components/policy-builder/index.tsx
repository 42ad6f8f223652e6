'use client';

/** The policy builder: form and editor on one document. Data and actions come in as props; it asks no server itself. */

import { useState } from 'react';
import type { Answer, Ask } from '@/components/ui/use-action';
import type { Fault } from '@/lib/policy';
import type { ReviewSettings } from './model/outcome';
import type { BuilderTool, SaveResult } from './model/tool';
import type { LastCalls } from './model/usage';
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
  /** Asked once the builder stands, and again when somebody comes back to it. */
  lastCalls: (() => Promise<Answer<LastCalls>>) | null;
  /** How the gateway treats calls of tools without a review that holds. */
  reviewSettings: ReviewSettings;
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
  lastCalls,
  reviewSettings,
  downloadName,
  initial,
}: PolicyBuilderProps) {
  const [store] = useState(() => {
    const given: Given = {
      server,
      policyId: policy.id,
      tools,
      downloadName,
      save,
      rename,
      lastCalls,
      reviewSettings,
    };
    return createBuilder(given, { text, faults, name: policy.name, version: policy.version, ...initial });
  });
  return (
    <BuilderProvider store={store}>
      <Shell />
    </BuilderProvider>
  );
}
