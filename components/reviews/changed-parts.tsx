import { cx } from '@/components/ui/cx';
import { foreign } from '@/components/ui/foreign-text';
import type { PendingItem } from './shapes';
import { wordDiff } from './word-diff';

/** What differs, piece by piece and word by word. Lines through and beneath tell it; the shade only helps. */
export function ChangedParts({ changes }: { changes: PendingItem['changes'] }) {
  if (changes.length === 0) {
    return <p className="text-13 text-ink-2">Only what no person or agent reads has changed.</p>;
  }
  return (
    <dl className="grid gap-2">
      {changes.map(({ part, pointer, before, after }) => (
        <div key={pointer} className="min-w-0">
          <dt className="text-12 font-medium break-words text-ink-3">
            {foreign(part)}
            {inside(part, pointer) && (
              <span className="font-mono text-11 font-normal"> {foreign(inside(part, pointer))}</span>
            )}
            {before === null && ' · added'}
            {after === null && ' · removed'}
          </dt>
          <dd
            className={cx(
              'mt-0.5 text-13/5 break-words whitespace-pre-wrap',
              !/^(?:Title|Description)$/.test(part) && 'font-mono text-12/5',
            )}
          >
            <bdi>
              <Words before={before ?? ''} after={after ?? ''} />
            </bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const longest = 6_000;

function Words({ before, after }: { before: string; after: string }) {
  return wordDiff(before.slice(0, longest), after.slice(0, longest)).map(({ kind, text }, index) => {
    const key = `${index} ${kind}`;
    switch (kind) {
      case 'same':
        return <span key={key}>{foreign(text)}</span>;
      case 'removed':
        return (
          <del key={key} className="rounded-[3px] bg-deny-tint px-0.5 text-ink decoration-ink-2">
            {foreign(text)}
          </del>
        );
      case 'added':
        return (
          <ins
            key={key}
            className="rounded-[3px] bg-allow-tint px-0.5 font-medium text-ink underline decoration-ink-2"
          >
            {foreign(text)}
          </ins>
        );
      default:
        return kind satisfies never;
    }
  });
}

/** Below an argument: which part of its schema. */
function inside(part: string, pointer: string): string {
  const steps = pointer.split('/').slice(1);
  const rest = part.startsWith('Argument ') ? steps.slice(3) : steps.slice(1);
  return rest.filter((step) => step !== 'properties').join('.');
}
