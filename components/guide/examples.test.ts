import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import {
  admit,
  compileText,
  decide,
  memoryQuotaStore,
  operators,
  type Policy,
  parse,
  print,
} from '@/lib/policy';
import { guidePages } from './content';
import { operatorTexts } from './content/operators';
import { readHelp } from './content/read-help';
import { asMarkdown } from './markdown';
import type { Block } from './model';

const examples = guidePages.flatMap(({ path, blocks }) =>
  blocks.flatMap((block) => (block.kind === 'example' ? [[path, block] as const] : [])),
);

describe.each(examples)('an example of %s', (_path, { says, policy, calls }) => {
  it(`says what the engine says: ${says}`, () => {
    const text = print(policy);
    expect(parse(text)).toEqual({ ok: true, policy });
    const compiled = compileText(text);
    const quotas = memoryQuotaStore();
    for (const { tool, arguments: args = {}, expect: verdict, rule, ...known } of calls) {
      const decided = decide(compiled, { tool, arguments: args }, { nowMs: 0, ...known });
      expect(admit(decided, quotas, 0)).toMatchObject({ verdict, rule });
    }
  });
});

/** What a condition on `args.a` says of arguments, seen from both sides. */
function outcome(condition: Json, args: { [name: string]: Json }): string {
  const verdict = (step: 'require' | 'deny_if') => {
    const policy = { version: '1', default: 'deny', tools: { t: { [step]: [{ conditions: [condition] }] } } };
    const text = print(policy as Policy);
    expect(parse(text)).toMatchObject({ ok: true });
    return decide(compileText(text), { tool: 't', arguments: args }, { nowMs: 0 }).verdict;
  };
  if (verdict('require') === 'allow') return 'true';
  return verdict('deny_if') === 'allow' ? 'false' : 'unknown';
}

it.each(operators)('the table tells every outcome of %s as it is', (op) => {
  const { value, holds, fails, unknown, missing } = operatorTexts[op];
  const condition = { path: 'args.a', op, value };
  expect(outcome(condition, { a: holds })).toBe('true');
  if (fails !== undefined) expect(outcome(condition, { a: fails })).toBe('false');
  if (unknown !== undefined) expect(outcome(condition, { a: unknown })).toBe('unknown');
  expect(outcome(condition, {})).toBe(missing);
});

function texts(block: Block): string[] {
  if (block.kind === 'text') return [block.text];
  if (block.kind === 'list') return [...block.items];
  return block.kind === 'table' ? block.rows.flat() : [];
}

it('every link of the guide leads to a page, and to a part that the page has', () => {
  const others = new Set(['/servers', '/policy.schema.json']);
  for (const page of guidePages) {
    const inline = page.blocks.flatMap(texts).flatMap((text) => [...text.matchAll(/\]\(([^)\s]+)\)/g)]);
    const listed = page.blocks
      .flatMap((block): readonly { href: string }[] => ('links' in block ? block.links : []))
      .map(({ href }) => href);
    for (const href of [...inline.map(([, target = '']) => target), ...listed]) {
      const [path = '', anchor] = href.split('#');
      const target = path === '' ? page : guidePages.find((other) => other.path === path);
      expect(target !== undefined || others.has(path), `${page.path} → ${href}`).toBe(true);
      if (anchor)
        expect(target?.blocks).toContainEqual(expect.objectContaining({ kind: 'heading', id: anchor }));
    }
  }
});

it('no page uses one anchor twice', () => {
  for (const { blocks } of guidePages) {
    const ids = blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  }
});

it('a page as Markdown says the same and links to Markdown', () => {
  const page = guidePages.find(({ path }) => path === '/guide/findings');
  expect(page && asMarkdown(page)).toContain(
    '[`unknown-tool`](/guide/findings/unknown-tool.md): No tool has this name',
  );
});

it('the help of a verb becomes its call, its sentences and its options', () => {
  const help =
    'Usage: sallyport see FILE [--as WHAT]\n       sallyport see -\n\nSays it\nall.\n\n  --as WHAT  one or\n             two\n';
  expect(readHelp('see', help)).toEqual([
    { kind: 'code', label: 'How see is called', text: 'sallyport see FILE [--as WHAT]\nsallyport see -' },
    { kind: 'text', text: 'Says it all.' },
    {
      kind: 'table',
      caption: 'The options of see',
      head: ['Option', 'What it does'],
      rows: [['`--as WHAT`', 'one or two']],
    },
  ]);
});
