/** Which of a server's versions is the newest. */

export type VersionRow = {
  version: string;
  status: string;
  isLatest: boolean;
  publishedAt: Date | null;
  changedAt: Date;
};

/**
 * Deleted versions count for nothing. What the registry calls the latest comes first; where it calls several so, or none,
 * the one published last, then the highest number. undefined where all are deleted.
 */
export function newestOf<V extends VersionRow>(versions: readonly V[]): V | undefined {
  const offered = versions.filter(({ status }) => status !== 'deleted');
  return offered.toSorted(newestFirst)[0];
}

function newestFirst(a: VersionRow, b: VersionRow): number {
  if (a.isLatest !== b.isLatest) return a.isLatest ? -1 : 1;
  const published = (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0);
  return published !== 0 ? published : compareVersions(b.version, a.version);
}

/** By semver where both are such: numbers by size, a pre-release before its release; else piece by piece. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  for (let at = 0; at < Math.max(left.main.length, right.main.length); at++) {
    const difference = comparePieces(left.main[at] ?? '0', right.main[at] ?? '0');
    if (difference !== 0) return difference;
  }
  if (left.pre === '' || right.pre === '') return left.pre === right.pre ? 0 : left.pre === '' ? 1 : -1;
  const [before, after] = [left.pre.split('.'), right.pre.split('.')];
  for (let at = 0; at < Math.max(before.length, after.length); at++) {
    const difference = comparePieces(before[at] ?? '', after[at] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

function piecesOf(version: string): { main: string[]; pre: string } {
  const bare = version.replace(/^v(?=\d)/i, '').split('+')[0] ?? '';
  const dash = bare.indexOf('-');
  const main = (dash < 0 ? bare : bare.slice(0, dash)).split('.');
  return { main, pre: dash < 0 ? '' : bare.slice(dash + 1) };
}

function comparePieces(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [Number(a), Number(b)];
  const [isA, isB] = [/^\d{1,15}$/.test(a), /^\d{1,15}$/.test(b)];
  if (isA && isB) return x - y;
  if (isA !== isB) return isA ? -1 : 1;
  return a < b ? -1 : 1;
}
