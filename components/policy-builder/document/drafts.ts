/** Unsaved work that survives a closed tab: one draft a policy, in the browser's own storage. */

export type Draft = { text: string; baseVersion: number; atMs: number };

const prefix = 'sallyport:draft:';

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Storage may be full, forbidden or broken: then there is no draft, and nothing else changes. */
export function keepDraft(shelf: Shelf | null, policyId: string, draft: Draft): boolean {
  try {
    shelf?.setItem(prefix + policyId, JSON.stringify(draft));
    return shelf !== null;
  } catch {
    return false;
  }
}

export function readDraft(shelf: Shelf | null, policyId: string): Draft | null {
  try {
    const value: unknown = JSON.parse(shelf?.getItem(prefix + policyId) ?? 'null');
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

export function dropDraft(shelf: Shelf | null, policyId: string): void {
  try {
    shelf?.removeItem(prefix + policyId);
  } catch {
    // A storage that cannot be written to holds no draft of ours.
  }
}

export function browserShelf(): Shelf | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, baseVersion, atMs } = value as Partial<Record<keyof Draft, unknown>>;
  return typeof text === 'string' && typeof baseVersion === 'number' && typeof atMs === 'number';
}
