import { print } from '@/lib/policy';
import { guidePages } from './content';
import type { Article, Block, ExampleCall } from './model';

/** A page as Markdown, for agents and for whoever reads in a terminal. Links to pages that have a Markdown of their own lead to it. */
export function asMarkdown({ title, lead, blocks }: Article): string {
  const parts = [`# ${title}`, lead, ...blocks.map(written)];
  return `${parts.join('\n\n')}\n`.replace(
    /\]\((\/(?:guide|attacks|risk)[^)#\s]*)(#[^)\s]*)?\)/g,
    (whole, path, anchor = '') => (hasMarkdown(path) ? `](${path}.md${anchor})` : whole),
  );
}

function hasMarkdown(path: string): boolean {
  return !path.startsWith('/guide') || guidePages.some((page) => page.path === path);
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.below ? '###' : '##'} ${block.text}`;
    case 'text':
      return block.text;
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${item}`).join('\n');
    case 'table':
      return [row(block.head), row(block.head.map(() => '---')), ...block.rows.map(row)].join('\n');
    case 'code':
      return `${block.label}:\n\n${fenced(block.text)}`;
    case 'example':
      return [
        block.says,
        fenced(print(block.policy).trimEnd(), 'json'),
        [row(['Call', 'Verdict', 'Rule']), row(['---', '---', '---']), ...block.calls.map(callRow)].join(
          '\n',
        ),
      ].join('\n\n');
    case 'links':
      return block.links.map(({ title, text, href }) => `- [${title}](${href}): ${text}`).join('\n');
    case 'findings':
      return block.links.map(({ code, title, href }) => `- [\`${code}\`](${href}): ${title}`).join('\n');
    default:
      return block satisfies never;
  }
}

function callRow({
  tool,
  arguments: args = {},
  class: riskClass,
  approved,
  times,
  expect,
  rule,
}: ExampleCall): string {
  const note = riskClass
    ? ` (${riskClass})`
    : approved
      ? ' (approved by a person)'
      : times
        ? ` (${times} times)`
        : '';
  return row([`\`${tool} ${JSON.stringify(args)}\`${note}`, expect, `\`${rule}\``]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function fenced(text: string, language = ''): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
