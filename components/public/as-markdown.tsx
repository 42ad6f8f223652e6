import { Icon } from '@/components/ui/icon';

/** Leads to the twin of the page at `path` that agents read. */
export function AsMarkdown({ path }: { path: string }) {
  return (
    <a href={`${path}.md`} className="inline-flex min-h-6 items-center gap-1.5 text-ink-2 hover:text-ink">
      <Icon name="file" size={14} />
      This page as Markdown
    </a>
  );
}
