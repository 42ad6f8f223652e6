import Link from 'next/link';
import type { ReactNode } from 'react';

const mark = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** A text of the guide with its `code`, **strong** and [links](/guide). */
export function Inline({ text }: { text: string }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(mark)) {
    const [whole, code, strong, label, href] = match;
    parts.push(text.slice(at, match.index), <Marked key={match.index} {...{ code, strong, label, href }} />);
    at = match.index + whole.length;
  }
  return [...parts, text.slice(at)];
}

type MarkedProps = Record<'code' | 'strong' | 'label' | 'href', string | undefined>;

function Marked({ code, strong, label, href }: MarkedProps) {
  if (code !== undefined) return <code className="text-[0.9em] break-words text-ink">{kept(code)}</code>;
  if (strong !== undefined) {
    return (
      <strong className="font-medium text-ink">
        <Inline text={strong} />
      </strong>
    );
  }
  const look = 'link underline decoration-line-2 underline-offset-3';
  if (href?.startsWith('https://')) {
    return (
      <a href={href} rel="noreferrer" className={look}>
        <Inline text={label ?? ''} />
      </a>
    );
  }
  return (
    <Link href={href ?? ''} prefetch={false} className={look}>
      <Inline text={label ?? ''} />
    </Link>
  );
}

/** An option of a command stays in one line: a break behind its dashes would read as another one. */
function kept(code: string): ReactNode {
  return code.split(/((?<=^|\s)--?[a-z][a-z-]*)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one snippet never change places
      <span key={index} className="whitespace-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
