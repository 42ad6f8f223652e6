'use client';

import { FindingMark, findingOrder } from '@/components/risk/finding-mark';
import { Count, Kbd } from '@/components/ui/badges';
import { Button, IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { useActions, useBuilder } from '../state';
import { Problems } from './problems';

export function Drawer() {
  const problems = useBuilder((state) => state.problems);
  const open = useBuilder((state) => state.drawerOpen);
  const checked = useBuilder((s) => s.readText === s.document.text);
  const { look, nextProblem } = useActions();
  const counts = findingOrder.map((level) => ({
    level,
    count: problems.filter((problem) => problem.level === level).length,
  }));
  return (
    <div className="border-t border-line-2 bg-surface">
      <div className="flex h-9 items-center gap-3 border-line pr-2 pl-3 [&:has(+*)]:border-b">
        <h2 className="text-12">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => look({ drawerOpen: !open })}
            className="flex h-7 items-center gap-1.5 rounded-1 font-medium"
          >
            <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} className="text-ink-3" />
            Problems <Count>{problems.length}</Count>
          </button>
        </h2>
        <span className="flex-1" />
        <span className="flex gap-3">
          {counts.map(
            ({ level, count }) => count > 0 && <FindingMark key={level} level={level} count={count} />,
          )}
        </span>
        {problems.length > 0 ? (
          <Button size="sm" variant="ghost" onClick={() => nextProblem(1)}>
            Next <Kbd>F8</Kbd>
          </Button>
        ) : (
          <span className="flex items-center gap-1.5 text-12 text-ink-3">
            {checked ? (
              <>
                <Icon name="check" size={14} /> Valid, nothing to say
              </>
            ) : (
              'Checking …'
            )}
          </span>
        )}
        <IconButton
          icon={open ? 'chevron-down' : 'chevron-up'}
          label={open ? 'Close the problems' : 'Open the problems'}
          size="sm"
          onClick={() => look({ drawerOpen: !open })}
        />
      </div>
      {open && problems.length > 0 && <Problems />}
    </div>
  );
}
