/** POSIX paths, normalised as text: no disk is asked, links and encodings are not seen. */

export type Folder = { absolute: boolean; segments: string[] };

/** null where the text says no place: empty, NUL, a backslash, or a relative path that climbs above its start. */
export function parseFolder(text: string): Folder | null {
  if (text === '' || text.includes('\0') || text.includes('\\')) return null;
  const absolute = text.startsWith('/');
  const segments: string[] = [];
  for (const segment of text.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined && !absolute) return null;
  }
  return { absolute, segments };
}

/** Whether `path` is the folder or inside it; null where one is relative and the other absolute. */
export function isWithin(folder: Folder, path: Folder): boolean | null {
  if (folder.absolute !== path.absolute) return null;
  return folder.segments.every((segment, i) => path.segments[i] === segment);
}
