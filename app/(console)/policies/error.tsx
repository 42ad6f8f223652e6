'use client';

import { PageFailed } from '@/components/shell/page-failed';

export default function BuilderError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="min-h-dvh bg-surface px-4">
      <PageFailed error={error} retry={reset} />
    </main>
  );
}
