'use client';

import { Button } from '@/components/ui/button';
import { useActions, useDerived } from '../state';
import { Question } from './question';

/** Opening the default lets through what nobody has looked at: it says what, then asks. */
export function LoosenDialog() {
  const undecided = useDerived(
    (store) => store.derived.rows().filter((row) => row.placement.by === 'default').length,
  );
  const grave = useDerived(
    (store) =>
      store.derived
        .rows()
        .filter(
          (row) => row.placement.by === 'default' && row.tool.class !== 'Read' && row.tool.class !== 'Write',
        ).length,
  );
  const { ask, perform } = useActions();
  return (
    <Question
      title="Allow anything that is not listed?"
      description={`${undecided} ${undecided === 1 ? 'tool' : 'tools'} would be allowed at once${grave > 0 ? `, ${grave} of them neither Read nor Write` : ''}, and so would every tool that the server adds later, before anybody has seen it.`}
      footer={
        <>
          <Button onClick={() => ask(null)}>Keep denying</Button>
          <Button
            onClick={() => {
              void perform(
                [{ kind: 'set', pointer: '/default', value: 'allow' }],
                'Allow anything not listed',
              );
              ask(null);
            }}
          >
            Allow anything not listed
          </Button>
        </>
      }
    />
  );
}
