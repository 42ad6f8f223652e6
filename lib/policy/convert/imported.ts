import type { Policy } from '../language';

/** Something of the source that means a little, or a lot, else now. `where` is its place there, such as `tools.pay.rules[0]`. */
export type ImportNote = { where: string; message: string };
export type Imported =
  | { ok: true; policy: Policy; notes: ImportNote[] }
  /** 'unreadable': the text is no such file; 'unsayable': it is one, and could only be said more loosely. */
  | { ok: false; why: 'unreadable' | 'unsayable'; problems: ImportNote[] };
