'use client';

import { BulkBar } from './bulk-bar';
import { SharedBar } from './shared-bar';
import { ToolGrid } from './tool-grid';

export function Middle() {
  return (
    <div className="@container flex h-full min-h-0 flex-col">
      <BulkBar />
      <SharedBar />
      <ToolGrid />
    </div>
  );
}
