import { Fragment, type ReactNode } from 'react';
import { ForeignText } from '@/components/ui/foreign-text';

/** One line of a list of facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 py-1.5">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="ml-auto min-w-0 text-right text-ink-2 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** A name or an address without spaces: where it does not fit in a line, it goes on in the next after a slash. */
export function LongName({ text }: { text: string }) {
  return text.split(/(?<=\/)(?!\/)/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name never change places
    <Fragment key={index}>
      {index > 0 && <wbr />}
      <ForeignText text={part} />
    </Fragment>
  ));
}
