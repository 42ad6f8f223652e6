import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { definitionDigest, definitionDigestInput } from './definition';
import { hasInvisible, plainLine, plainText } from './text';
import { readTool } from './tool';
import { estimateTokens, readTools } from './tools-list';

const schema = { type: 'object', properties: { a: { type: 'string' } } };

describe('readTool', () => {
  it('keeps a sound tool as it was sent', () => {
    const definition = { name: 'a', title: 'A', description: '', inputSchema: schema, _meta: { x: 1 } };
    expect(readTool(definition, 3)).toEqual({
      ok: true,
      position: 3,
      name: 'a',
      title: 'A',
      description: '',
      inputSchema: schema,
      definition,
      problems: [],
    });
  });

  it.each([
    [{ name: 'a' }, 'It has no input schema.'],
    [{ name: 'a', inputSchema: [] }, 'The input schema is a list, not an object, and was left out.'],
    [{ name: 'a', inputSchema: {} }, 'The input schema does not say "type": "object".'],
    [{ name: 'a', inputSchema: schema, title: 5 }, 'The title is a number, not text, and was left out.'],
    [
      { name: 'a', inputSchema: schema, annotations: 'x' },
      'The annotations are text, not an object, and were left out.',
    ],
    [
      { name: 'a', inputSchema: schema, annotations: { readOnlyHint: 1 } },
      'The annotation readOnlyHint is a number, not true or false, and counts as left out.',
    ],
    [
      { name: 'a', inputSchema: schema, icons: {} },
      'The icons are an object, not a list, and were left out.',
    ],
    [
      { name: 'a', inputSchema: schema, icons: [{ src: 'javascript:x' }] },
      'Icons without an http or https address were left out.',
    ],
    [{ name: 'a\u202eb', inputSchema: schema }, 'The name holds invisible or control characters.'],
    [
      { name: 'a', inputSchema: schema, description: 'x\u200by' },
      'The description holds invisible or control characters.',
    ],
    [
      { name: 'a', inputSchema: schema, description: 'x\ud800y' },
      'It holds characters that no text can store; they were replaced.',
    ],
  ])('keeps %j and says what is odd', (definition, problem) => {
    const tool = readTool(definition as Json, 0);
    expect(tool).toMatchObject({ ok: true, name: definition.name });
    expect(tool.ok && tool.problems).toContain(problem);
  });

  it.each([
    null,
    5,
    'x',
    [],
    {},
    { name: null },
    { name: ['a'] },
    { name: '' },
    { name: '\ud800' },
    { name: 'a\0' },
  ])('reports %j as malformed', (definition) => {
    const tool = readTool(definition as Json, 1);
    expect(tool.ok).toBe(false);
    expect(!tool.ok && tool.problem).toMatch(/^It.*\.$/);
  });

  it('never throws, whatever is sent', () => {
    const key = fc.constantFrom(
      'name',
      'title',
      'description',
      'inputSchema',
      'annotations',
      'icons',
      '__proto__',
      'x',
    );
    const entry = fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue({ noUnicodeString: false })));
    fc.assert(
      fc.property(entry, (sent) => {
        const tool = readTool(JSON.parse(JSON.stringify(sent)) as Json, 0);
        expect(JSON.stringify(tool)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
    );
  });

  it('survives nesting that would end a recursive reader', () => {
    const text = `{"name":"a","inputSchema":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`;
    expect(readTool(JSON.parse(text) as Json, 0)).toMatchObject({ ok: false, name: 'a', definition: null });
  });
});

describe('readTools', () => {
  it('keeps the first of two tools of a name, over pages', () => {
    const seen = new Map<string, number>();
    const first = readTools([{ name: 'a', inputSchema: schema }], 0, seen);
    const second = readTools(
      [
        { name: 'b', inputSchema: schema },
        { name: 'a', inputSchema: schema },
      ],
      1,
      seen,
    );
    expect([...first, ...second].map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(second[1]).toMatchObject({ name: 'a', position: 2 });
  });

  it('estimates tokens as a fourth of the characters that a model is shown', () => {
    const definition = { name: 'a', description: 'd'.repeat(400), inputSchema: schema };
    const icons = { ...definition, icons: [{ src: `https://x.example/${'i'.repeat(4000)}` }] };
    const tokens = estimateTokens(readTools([definition]));
    expect(tokens).toBe(Math.ceil(('{"tools":[]}'.length + JSON.stringify(definition).length + 1) / 4));
    expect(estimateTokens(readTools([icons]))).toBe(tokens);
  });
});

describe('the digest of a definition', () => {
  const definition = {
    name: 'a',
    description: 'x',
    inputSchema: schema,
    annotations: { readOnlyHint: true },
  };

  it('does not mind the order of keys, icons or metadata', () => {
    const turned = {
      annotations: definition.annotations,
      inputSchema: schema,
      icons: [],
      _meta: {},
      name: 'a',
      description: 'x',
    };
    expect(definitionDigest(turned)).toBe(definitionDigest(definition));
    expect(definitionDigest(definition)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    { ...definition, name: 'b' },
    { ...definition, title: '' },
    { ...definition, description: 'x ' },
    { ...definition, inputSchema: { ...schema, required: ['a'] } },
    { ...definition, outputSchema: {} },
    { ...definition, annotations: {} },
    { ...definition, title: null },
  ])('changes with %j', (changed) => {
    expect(definitionDigestInput(changed)).not.toBe(definitionDigestInput(definition));
  });
});

describe('foreign text', () => {
  it('loses ANSI sequences and everything invisible', () => {
    expect(plainText('\u001b[31mred\u001b[0m \u202eabc\u0007 \u200bx\r\ny')).toBe(
      'red abc x\r\ny'.replace('\r', '\r'),
    );
    expect(plainLine('  a\n\n b\t c ', 5)).toBe('a b c');
    expect(plainLine('abcdefgh', 5)).toBe('abcd…');
  });

  it('keeps scripts and emoji that need joiners', () => {
    for (const text of ['👩‍💻', 'می‌خواهم', 'naïve', '日本語', 'a\tb\nc'])
      expect(hasInvisible(text)).toBe(false);
    for (const text of ['\u0000', '\u009b', '\u2066', '\ufeff', '\u{e0041}', '\u00ad'])
      expect(hasInvisible(text)).toBe(true);
  });
});
