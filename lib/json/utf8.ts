/** Bytes to text, refusing what is not UTF-8. */
export type Decoded = { ok: true; text: string } | { ok: false; text: string; offset: number };

/** A byte order mark stays in the text, for the reader to refuse. `offset` is the UTF-16 place of the first bad byte. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return { ok: false, text, offset: firstReplaced(bytes, text) };
  }
}

/** The first U+FFFD of the text that the bytes do not spell out as EF BF BD. */
function firstReplaced(bytes: Uint8Array, text: string): number {
  const again = new TextEncoder().encode(text);
  let same = 0;
  while (same < bytes.length && bytes[same] === again[same]) same++;
  // Inside a replacement's three bytes the two may agree by chance: step back to where it starts.
  while (same > 0 && ((again[same] ?? 0) & 0xc0) === 0x80) same--;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(again.subarray(0, same)).length;
}
