import { Skeleton } from '@/components/ui/badges';

export default function Loading() {
  return (
    <div aria-busy="true">
      <span className="sr-only">Loading</span>
      <Skeleton className="mb-6 h-6 w-40" />
      <Skeleton className="h-64 w-full rounded-3" />
    </div>
  );
}
