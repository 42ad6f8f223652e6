import Link from 'next/link';
import { FindingMark } from '@/components/risk/finding-mark';
import { CodeBlock } from '@/components/ui/code-block';
import { Icon } from '@/components/ui/icon';
import { Example } from './example';
import { Inline } from './inline';
import type { Block } from './model';
import { Table } from './table';

const running = 'max-w-[68ch] text-15 text-pretty text-ink-2';

/** One piece of a page of the guide. */
export function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading {...block} />;
    case 'text':
      return (
        <p className={running}>
          <Inline text={block.text} />
        </p>
      );
    case 'list':
      return block.ordered ? <Steps items={block.items} /> : <Points items={block.items} />;
    case 'table':
      return <Table {...block} />;
    case 'code':
      return (
        <figure className="min-w-0">
          <figcaption className="mb-1.5 text-12 font-medium text-ink-3">{block.label}</figcaption>
          <CodeBlock text={block.text} label={block.label} maxHeight="" />
        </figure>
      );
    case 'example':
      return <Example {...block} />;
    case 'links':
      return (
        <ul className="grid gap-3 sm:grid-cols-3">
          {block.links.map(({ title, text, href }) => (
            <li key={href}>
              <Link
                href={href}
                className="flex h-full flex-col gap-1 rounded-3 border border-line bg-surface p-4 no-underline hover:border-line-2 hover:bg-hover"
              >
                <span className="flex items-center gap-1.5 text-14 font-semibold text-ink">
                  {title}
                  <Icon name="arrow-right" size={14} className="text-ink-3" />
                </span>
                <span className="text-13 text-ink-2">{text}</span>
              </Link>
            </li>
          ))}
        </ul>
      );
    case 'findings':
      return (
        <ul className="border-t border-line">
          {block.links.map(({ code, title, href }) => (
            <li key={code} className="border-b border-line">
              <Link
                href={href}
                prefetch={false}
                className="grid grid-cols-[16px_minmax(0,1fr)] items-center gap-x-3 py-2.5 no-underline hover:bg-hover sm:grid-cols-[16px_minmax(0,5fr)_minmax(0,6fr)]"
              >
                <FindingMark level={block.level} />
                <code className="text-13 font-medium break-words text-ink">{code}</code>
                <span className="text-14 text-ink-2 max-sm:col-start-2">{title}</span>
              </Link>
            </li>
          ))}
        </ul>
      );
    default:
      return block satisfies never;
  }
}

function Heading({ id, text, below }: { id: string; text: string; below?: true }) {
  const anchor = (
    <a
      href={`#${id}`}
      aria-label={`Link to ${text}`}
      className="ml-1.5 inline-grid size-6 place-items-center rounded-1 align-middle text-ink-3 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
    >
      <Icon name="link" size={14} />
    </a>
  );
  if (below) {
    return (
      <h3 id={id} className="group scroll-mt-6 pt-4 text-15 font-semibold text-ink">
        {text}
        {anchor}
      </h3>
    );
  }
  return (
    <h2 id={id} className="group scroll-mt-6 pt-8 text-18 font-semibold tracking-[-0.01em] text-ink">
      {text}
      {anchor}
    </h2>
  );
}

function Points({ items }: { items: readonly string[] }) {
  return (
    <ul className={`${running} grid list-disc gap-2 pl-5 marker:text-ink-3`}>
      {items.map((item) => (
        <li key={item}>
          <Inline text={item} />
        </li>
      ))}
    </ul>
  );
}

function Steps({ items }: { items: readonly string[] }) {
  return (
    <ol className={`${running} grid gap-3`}>
      {items.map((item, index) => (
        <li key={item} className="grid grid-cols-[24px_minmax(0,1fr)] gap-3">
          <span
            aria-hidden="true"
            data-edge=""
            className="grid size-6 place-items-center rounded-full text-12 font-semibold text-ink inset-ring inset-ring-line-2"
          >
            {index + 1}
          </span>
          <span>
            <Inline text={item} />
          </span>
        </li>
      ))}
    </ol>
  );
}
