/** What the builder holds: the document, what is known about it, and what the person is looking at. */

import type { EditorHandle, EditorSource } from '@/components/editor';
import type { Command, Policy, TextEdit } from '@/lib/policy';
import type { BuilderDocument, Draft, Problem, Span } from '../document';
import type { Row } from '../model/rows';
import type { BuilderTool, SaveResult } from '../model/tool';

/** What the inspector shows: a tool, or a rule set that several share (`/all_tools`, a class, a pattern). */
export type Chosen = { kind: 'tool'; name: string } | { kind: 'shared'; pointer: string };

export type View = 'visual' | 'split' | 'json';
export type InspectorTab = 'rules' | 'try' | 'about';

export type OpenDialog =
  | { kind: 'rename' }
  | { kind: 'save' }
  | { kind: 'conflict'; version: number; text: string; by: string; at: string }
  | { kind: 'loosen' }
  | { kind: 'import' }
  | { kind: 'faults'; wish: 'download' | 'copy' | 'save' }
  | { kind: 'limit' }
  | { kind: 'keys' };

export type Given = {
  server: { id: string; name: string } | null;
  policyId: string;
  tools: readonly BuilderTool[];
  downloadName: string;
  save(input: { text: string; message?: string; baseVersion: number }): Promise<SaveResult>;
  rename(name: string): Promise<RenameResult>;
};
export type RenameResult = { ok: true } | { ok: false; error: { message: string; hint?: string } };

export type BuilderState = {
  document: BuilderDocument;
  /** What the last reading found, at its places in the text that was read. */
  found: readonly Problem[];
  /** The same, and the rule sets, moved along with edits until the next reading. */
  problems: Problem[];
  spans: Span[];
  /** The text that `problems` were found in; null before the first reading. */
  readText: string | null;
  /** What the server has. */
  saved: { text: string; version: number };
  name: string;
  chosen: Chosen | null;
  q: string;
  view: View;
  tab: InspectorTab;
  picked: ReadonlySet<string>;
  activeProblem: string | null;
  drawerOpen: boolean;
  facetsOpen: boolean;
  sheetOpen: boolean;
  tabMovesFocus: boolean;
  dialog: OpenDialog | null;
  draft: Draft | null;
};

export type Actions = {
  /** Why it was refused, or null when it is done. A refusal is shown as a message unless the caller shows it. */
  perform(commands: Command[], label: string, how?: { group?: string; quiet?: boolean }): string | null;
  type(edits: TextEdit[]): void;
  replace(text: string, label: string): void;
  undo(): void;
  redo(): void;
  seal(): void;
  /** Reads the text now, where that was not done yet. */
  settle(): BuilderDocument;
  restoreValid(): void;
  choose(chosen: Chosen | null, from?: 'editor'): void;
  search(q: string): void;
  look(
    change: Partial<
      Pick<BuilderState, 'view' | 'tab' | 'drawerOpen' | 'facetsOpen' | 'sheetOpen' | 'tabMovesFocus'>
    >,
  ): void;
  pick(names: readonly string[], on: boolean): void;
  ask(dialog: OpenDialog | null): void;
  goToProblem(problem: Problem, to: 'field' | 'line' | 'list'): void;
  /** The field of a rule, by its pointer. */
  showRule(pointer: string): void;
  nextProblem(step: 1 | -1): void;
  fix(id: string): void;
  cursorAt(offset: number): void;
  editorReady(handle: EditorHandle | null): void;
  saveDone(text: string, version: number): void;
  renamed(name: string): void;
  takeDraft(): void;
  dropDraft(): void;
};

/** What is derived from the state and remembered by identity. */
export type Derived = {
  policy(): Policy;
  rows(): readonly Row[];
  shown(): readonly Row[];
  row(name: string): Row | undefined;
};

export type Builder = { given: Given; source: EditorSource; actions: Actions; derived: Derived };
