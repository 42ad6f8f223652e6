import { type Fault, importIntercept, parse, print } from '@/lib/policy';

/** What somebody brings, as a policy's text; else why not, and whether it can be opened to be mended. */
export type Brought =
  | { kind: 'policy'; text: string }
  | { kind: 'broken'; text: string; faults: Fault[] }
  /** An Intercept policy, translated. `notes` say what means a little, or a lot, else now. */
  | { kind: 'translated'; text: string; notes: Note[] }
  | { kind: 'refused'; notes: Note[] };
export type Note = { where: string; message: string };

/** A policy.json, or Intercept's YAML: told apart by how they begin, since a JSON object is YAML too. */
export async function readImport(text: string): Promise<Brought> {
  if (/^\s*\{/.test(text)) {
    const parsed = parse(text);
    return parsed.ok ? { kind: 'policy', text } : { kind: 'broken', text, faults: parsed.faults };
  }
  const imported = await importIntercept(text);
  if (!imported.ok) return { kind: 'refused', notes: imported.problems };
  return { kind: 'translated', text: print(imported.policy), notes: imported.notes };
}
