'use client';

import type { ReactNode } from 'react';
import { FindingMark, findingOrder } from '@/components/risk/finding-mark';
import { Count, Kbd } from '@/components/ui/badges';
import { Button, IconButton } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { later } from '@/components/ui/later';
import { type DrawerTab, useActions, useBuilder, useDerived } from '../state';
import { Problems } from './problems';
import { Tests } from './tests';

export const Changes = later(() => import('../late').then((module) => module.Changes));

/** What is to be said about the policy, what must hold of it, and what has changed. */
export function Drawer() {
  const problems = useBuilder((state) => state.problems);
  const open = useBuilder((state) => state.drawerOpen);
  const tab = useBuilder((state) => state.drawerTab);
  const tests = useDerived((store) => store.derived.policy().tests?.length ?? 0);
  const { look } = useActions();
  const failing = problems.filter((problem) => problem.code === 'test-failed').length;
  const changed = useBuilder((state) => state.document.text !== state.saved.text);
  const shown = open && (tab !== 'problems' || problems.length > 0);
  const toggle = (name: DrawerTab) => look({ drawerTab: name, drawerOpen: !(open && tab === name) });
  return (
    <div className="border-t border-line-2 bg-surface">
      <div
        className={cx('flex min-h-9 flex-wrap items-center gap-1 pr-2 pl-3', shown && 'border-b border-line')}
      >
        <Heading on={open && tab === 'problems'} onToggle={() => toggle('problems')}>
          Problems <Count>{problems.length}</Count>
        </Heading>
        <Heading on={open && tab === 'tests'} onToggle={() => toggle('tests')}>
          Tests <Count>{failing > 0 ? `${tests - failing} of ${tests}` : tests}</Count>
        </Heading>
        <Heading on={open && tab === 'changes'} onToggle={() => toggle('changes')}>
          Changes
          {changed && <span className="size-1.5 rounded-full bg-accent" />}
        </Heading>
        <span className="flex-1" />
        <Summary />
        <IconButton
          icon={open ? 'chevron-down' : 'chevron-up'}
          label={open ? 'Close the drawer' : 'Open the drawer'}
          size="sm"
          onClick={() => look({ drawerOpen: !open })}
        />
      </div>
      {shown && tab === 'problems' && <Problems />}
      {shown && tab === 'tests' && <Tests />}
      {shown && tab === 'changes' && <Changes />}
    </div>
  );
}

type HeadingProps = { on: boolean; onToggle(): void; children: ReactNode };

function Heading({ on, onToggle, children }: HeadingProps) {
  return (
    <h2 className="text-12">
      <button
        type="button"
        aria-expanded={on}
        onClick={onToggle}
        className={cx(
          'relative mr-2 flex h-9 items-center gap-1.5 rounded-1 font-medium',
          on
            ? 'after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-ink'
            : 'text-ink-2 hover:text-ink',
        )}
      >
        {children}
      </button>
    </h2>
  );
}

/** How many of each level, and the way through them. */
function Summary() {
  const problems = useBuilder((state) => state.problems);
  const checked = useBuilder((s) => s.readText === s.document.text);
  const { nextProblem } = useActions();
  if (problems.length === 0) {
    return (
      <span className="flex items-center gap-1.5 text-12 text-ink-3">
        {checked ? (
          <>
            <Icon name="check" size={14} />
            <span>
              Valid<span className="max-sm:hidden">, no findings</span>
            </span>
          </>
        ) : (
          'Checking …'
        )}
      </span>
    );
  }
  return (
    <>
      <span className="flex gap-3 max-sm:hidden">
        {findingOrder.map((level) => {
          const count = problems.filter((problem) => problem.level === level).length;
          return count > 0 && <FindingMark key={level} level={level} count={count} />;
        })}
      </span>
      <Button size="sm" variant="ghost" onClick={() => nextProblem(1)}>
        Next <Kbd className="max-sm:hidden">F8</Kbd>
      </Button>
    </>
  );
}
