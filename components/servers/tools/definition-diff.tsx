import { lineDiff } from '@/components/text-edits';
import { cx } from '@/components/ui/cx';
import { visibleJson } from '@/components/ui/foreign-text';

const signs = { same: ' ', removed: '−', added: '+' };
const words = { same: '', removed: 'removed: ', added: 'added: ' };

/** What was confirmed against what is offered now, line by line. The sign tells it, not the shade. */
export function DefinitionDiff({ before, after }: { before: string; after: string }) {
  const lines = lineDiff(pretty(before), pretty(after)).flatMap(({ kind, lines }) =>
    lines.map((text) => ({ kind, text })),
  );
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="What changed"
      className="max-h-96 overflow-auto rounded-2 bg-sunken inset-ring inset-ring-line"
    >
      <pre className="w-max min-w-full py-2 font-mono text-12/5">
        {lines.map((line, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
            key={index}
            className={cx(
              'block px-3',
              line.kind === 'same' && 'text-ink-3',
              line.kind === 'removed' && 'text-ink-2 line-through decoration-ink-3',
              line.kind === 'added' && 'bg-mark text-ink',
            )}
          >
            <span aria-hidden="true" className="mr-2 inline-block select-none">
              {signs[line.kind]}
            </span>
            {words[line.kind] && <span className="sr-only">{words[line.kind]}</span>}
            {line.text}
          </span>
        ))}
      </pre>
    </section>
  );
}

function pretty(definition: string): string {
  try {
    return visibleJson(JSON.parse(definition));
  } catch {
    return definition;
  }
}
