import { Fragment, type ReactNode } from 'react';
import { foreign } from '@/components/ui/foreign-text';
import type { Evidence } from '@/lib/risk';
import type { ToolFacts } from '../shapes';

const places: Record<Evidence['where'], string> = {
  name: 'Name',
  title: 'Title',
  description: 'Description',
  schema: 'Input schema',
  annotations: 'Annotations',
};
const around = 60;

type Definition = Pick<ToolFacts, 'name' | 'title' | 'description' | 'inputSchema' | 'annotations'>;

/** What speaks for the class: each the server's own words, the telling ones marked. */
export function EvidenceList({ tool, evidence }: { tool: Definition; evidence: readonly Evidence[] }) {
  return (
    <ul className="grid gap-2.5">
      {evidence.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
        <li key={index} className="text-13">
          <span className="text-12 font-medium text-ink-3">
            {places[item.where]}
            {item.where === 'schema' && item.pointer && (
              <>
                {' '}
                <bdi className="font-mono text-11 font-normal break-all">{foreign(item.pointer)}</bdi>
              </>
            )}
          </span>
          <span className="block break-words">
            <Quoted text={textAt(tool, item)} item={item} />
          </span>
          <span className="block text-12 text-ink-2">{item.says}</span>
        </li>
      ))}
    </ul>
  );
}

function Quoted({ text, item }: { text: string | null; item: Evidence }) {
  if (text === null || text.slice(item.start, item.end) !== item.quote)
    return <Mark>{foreign(item.quote)}</Mark>;
  const from = Math.max(0, item.start - around);
  const to = Math.min(text.length, item.end + around);
  return (
    <bdi className={item.where === 'name' || item.where === 'schema' ? 'font-mono text-12' : undefined}>
      {from > 0 && '…'}
      {foreign(text.slice(from, item.start))}
      <Mark>{foreign(item.quote)}</Mark>
      {foreign(text.slice(item.end, to))}
      {to < text.length && '…'}
    </bdi>
  );
}

/** A text with every piece of evidence in it marked. */
export function MarkedText({ text, evidence }: { text: string; evidence: readonly Evidence[] }): ReactNode {
  const spans = evidence
    .filter((item) => text.slice(item.start, item.end) === item.quote && item.end > item.start)
    .toSorted((a, b) => a.start - b.start);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    parts.push(foreign(text.slice(at, start)), <Mark key={start}>{foreign(text.slice(start, end))}</Mark>);
    at = end;
  }
  parts.push(foreign(text.slice(at)));
  return parts.map((part, index) => <Fragment key={index.toString()}>{part}</Fragment>);
}

function Mark({ children }: { children: ReactNode }) {
  return <mark className="rounded-[3px] bg-mark px-0.5 font-medium text-ink">{children}</mark>;
}

/** The text that an evidence points into. A name of a parameter is its pointer's last part. */
function textAt(tool: Definition, { where, pointer }: Evidence): string | null {
  if (where === 'name') return tool.name;
  if (where === 'title') return tool.title;
  if (where === 'description') return tool.description;
  if (!pointer) return null;
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let value: unknown = { inputSchema: tool.inputSchema, annotations: tool.annotations };
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return steps.at(-1) ?? null;
    value = (value as Record<string, unknown>)[step];
  }
  return typeof value === 'string' ? value : (steps.at(-1) ?? null);
}
