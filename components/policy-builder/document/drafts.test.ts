import { describe, expect, test } from 'vitest';
import { dropDraft, keepDraft, readDraft } from './drafts';

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('drafts', () => {
  test('unsaved work comes back for its own policy only', () => {
    const store = shelf();
    const draft = { text: '{"a', baseVersion: 3, atMs: 5 };
    expect(keepDraft(store, 'one', draft)).toBe(true);
    expect(readDraft(store, 'one')).toEqual(draft);
    expect(readDraft(store, 'two')).toBeNull();
    dropDraft(store, 'one');
    expect(readDraft(store, 'one')).toBeNull();
  });

  test('a storage that throws, or holds something else, gives no draft', () => {
    const broken = {
      getItem: (): string => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => {
        throw new Error('denied');
      },
    };
    expect(keepDraft(broken, 'one', { text: '', baseVersion: 0, atMs: 0 })).toBe(false);
    expect(readDraft(broken, 'one')).toBeNull();
    expect(() => dropDraft(broken, 'one')).not.toThrow();
    const odd = { ...shelf(), getItem: () => '{"text":1}' };
    expect(readDraft(odd, 'one')).toBeNull();
  });
});
