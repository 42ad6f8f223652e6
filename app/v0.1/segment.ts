/** A name as it stands in the registry's addresses: its slash is `%2F` there, and may have been decoded on the way. */
export function segmentOf(given: string): string {
  try {
    return decodeURIComponent(given).replaceAll('\0', '');
  } catch {
    // Nobody's name.
    return '';
  }
}
