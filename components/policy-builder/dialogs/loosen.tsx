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
      description={opened(undecided, grave)}
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

function opened(tools: number, grave: number): string {
  const added = 'every tool that the server adds later';
  const unseen = 'before anybody has seen it.';
  if (tools === 0) return `No tool would be allowed at once, but ${added} would be, ${unseen}`;
  const graver = grave > 0 ? `, ${grave} of them neither Read nor Write` : '';
  return `${tools} ${tools === 1 ? 'tool' : 'tools'} would be allowed at once${graver}, and so would ${added}, ${unseen}`;
}
