import { ButtonLink } from '@/components/ui/button-link';
import { CodeBlock } from '@/components/ui/code-block';
import { Icon } from '@/components/ui/icon';

type PolicyFigureProps = {
  /** The whole document. */
  text: string;
  label: string;
  /** Where the file is handed out. */
  downloadPath: string;
  openPath: string;
  maxHeight?: string;
};

/** A policy.json to read, copy, save or open in the builder. */
export function PolicyFigure({ text, label, downloadPath, openPath, maxHeight = '' }: PolicyFigureProps) {
  return (
    <figure className="min-w-0 overflow-clip rounded-3 border border-line">
      <CodeBlock
        text={text.trimEnd()}
        label={label}
        maxHeight={maxHeight}
        className="rounded-none! inset-ring-0!"
      />
      <figcaption className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2">
        <code className="flex-1 text-12 text-ink-2">policy.json</code>
        <a
          href={downloadPath}
          download
          data-edge=""
          className="inline-flex h-8 items-center gap-1.5 rounded-2 border border-line-2 bg-surface px-3 text-13 font-medium text-ink no-underline hover:bg-hover"
        >
          <Icon name="download" />
          Download
        </a>
        <ButtonLink href={openPath} prefetch={false} variant="primary" size="lg">
          Open in the builder
        </ButtonLink>
      </figcaption>
    </figure>
  );
}
