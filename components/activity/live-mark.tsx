import { Tag } from '@/components/ui/badges';

/** The page follows what happens. */
export function LiveMark() {
  return (
    <Tag className="gap-1.5">
      <span aria-hidden="true" className="breathe size-1.5 rounded-full bg-ink-2" />
      Live
    </Tag>
  );
}
