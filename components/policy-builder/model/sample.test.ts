import { expect, test } from 'vitest';
import { sampleArguments } from './sample';

test('a first call has every required argument and no other', () => {
  expect(
    sampleArguments({
      type: 'object',
      required: ['target', 'kind', 'a.b'],
      properties: {
        target: { type: 'string', format: 'uri' },
        kind: { enum: ['quick', 'full'] },
        'a.b': {
          type: 'array',
          items: { type: 'object', properties: { x: { type: 'string' } }, required: ['x'] },
        },
        note: { type: 'string' },
      },
    }),
  ).toEqual({ target: 'https://example.com/', kind: 'quick', 'a.b': [{}] });
});
