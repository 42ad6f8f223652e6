/** What Prisma and Postgres say when a statement fails, in words. They are told by code: classes differ by copy. */

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** SQLSTATE of a failed raw statement, which Prisma wraps in P2010. */
function sqlStateOf(error: unknown): string | undefined {
  const code = codeOf(error);
  if (code !== 'P2010') return code;
  const text = JSON.stringify((error as { meta?: unknown }).meta ?? {});
  return /"(?:originalCode|code)":"([0-9A-Z]{5})"/.exec(text)?.[1] ?? code;
}

/**
 * True where a row with the same unique values is there already. With `field`, only where that field (or a column of
 * that name) is among them.
 */
export function isUniqueViolation(error: unknown, field?: string): boolean {
  const code = sqlStateOf(error);
  if (code !== 'P2002' && code !== '23505') return false;
  if (!field) return true;
  const { meta, constraint, detail } = error as { meta?: unknown; constraint?: unknown; detail?: unknown };
  return JSON.stringify([meta ?? null, constraint ?? null, detail ?? null]).includes(field);
}

/** True where the row that was to be changed, or that must be there, is not. */
export function isNotFound(error: unknown): boolean {
  return codeOf(error) === 'P2025';
}

/** True where a row points at one that is not there, or is pointed at. */
export function isForeignKeyViolation(error: unknown): boolean {
  const code = sqlStateOf(error);
  return code === 'P2003' || code === '23503';
}
