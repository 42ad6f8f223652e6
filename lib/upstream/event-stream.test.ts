import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents, readLines, type ServerEvent } from './event-stream';

async function* cut(text: string, sizes: number[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  let from = 0;
  for (let index = 0; from < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? bytes.length;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function events(text: string, sizes = [1_000_000]): Promise<ServerEvent[]> {
  const all: ServerEvent[] = [];
  for await (const event of readEvents(cut(text, sizes))) all.push(event);
  return all;
}

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 });

describe('readEvents', () => {
  it('reads the same events however the bytes are cut', async () => {
    const text =
      '\ufeff: comment\r\nevent: endpoint\r\ndata: /messages\r\n\r\nid: 7\ndata: {"a":\ndata:"ü€😀"}\n\nretry: 5\rdata\r\rdata: cut off';
    const whole = await events(text);
    expect(whole).toEqual([
      { event: 'endpoint', data: '/messages', id: undefined },
      { event: 'message', data: '{"a":\n"ü€😀"}', id: '7' },
      { event: 'message', data: '', id: '7' },
    ]);
    await fc.assert(
      fc.asyncProperty(sizes, async (by) => {
        expect(await events(text, by)).toEqual(whole);
      }),
    );
  });

  it('reads a long line in linear time', async () => {
    // Anything worse than linear runs into the test's own time limit.
    const text = `data: ${'x'.repeat(16_000_000)}\n\n`;
    const [event] = await events(text, [1000]);
    expect(event?.data).toHaveLength(16_000_000);
  });
});

describe('readLines', () => {
  it('gives no line for what is cut off', async () => {
    const lines: string[] = [];
    for await (const line of readLines(cut('a\r\n\nb\rc', [1]))) lines.push(line);
    expect(lines).toEqual(['a', '', 'b']);
  });
});
