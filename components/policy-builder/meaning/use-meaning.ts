import { useEffect, useState } from 'react';
import type { ToolDiff } from '@/lib/policy';
import { useActions } from '../state';

const none: ToolDiff[] = [];

/** What one text means that another did not, tool by tool: null while the engine looks. */
export function useMeaning(before: string, after: string): ToolDiff[] | null {
  const { compare } = useActions();
  const [found, setFound] = useState<{ before: string; after: string; diffs: ToolDiff[] } | null>(null);
  useEffect(() => {
    if (before === after) return;
    let isWanted = true;
    void compare(before, after).then((diffs) => isWanted && setFound({ before, after, diffs }));
    return () => {
      isWanted = false;
    };
  }, [compare, before, after]);
  if (before === after) return none;
  return found?.before === before && found.after === after ? found.diffs : null;
}
