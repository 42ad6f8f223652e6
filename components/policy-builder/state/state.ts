/** What the builder holds: the document, what is known about it, and what the person is looking at. */

import type { EditorHandle, EditorSource } from '@/components/editor';
import type { Answer, Ask } from '@/components/ui/use-action';
import type { Command, Policy, TextEdit, ToolDiff } from '@/lib/policy';
import type { Background, BuilderDocument, Draft, Problem, Span } from '../document';
import type { ReviewSettings } from '../model/outcome';
import type { Query } from '../model/query';
import type { Row } from '../model/rows';
import type { BuilderTool, SaveResult } from '../model/tool';
import type { LastCalls, Usage } from '../model/usage';

/** What the inspector shows: a tool, a rule set that several share (`/all_tools`, a class, a pattern), or the whole document (''). */
export type Chosen = { kind: 'tool'; name: string } | { kind: 'shared'; pointer: string };

export type View = 'visual' | 'split' | 'json';
export type DrawerTab = 'problems' | 'tests' | 'changes';
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
  rename: Ask<string, unknown>;
  /** When agents last called the tools; null where there is no server. */
  lastCalls: (() => Promise<Answer<LastCalls>>) | null;
  reviewSettings: ReviewSettings;
};

export type BuilderState = {
  document: BuilderDocument;
  /** What the last reading found. The same list as long as readings say the same: their places are those of `problems`. */
  found: readonly Problem[];
  /** The same at their places in the present text, and the rule sets: moved along with edits until the next reading. */
  problems: Problem[];
  spans: Span[];
  /** The text that `problems` were found in; null before the first reading. */
  readText: string | null;
  /** What the server has. */
  saved: { text: string; version: number };
  name: string;
  /** null before it is read, and where it cannot be. */
  usage: Usage | null;
  chosen: Chosen | null;
  q: string;
  view: View;
  tab: InspectorTab;
  picked: ReadonlySet<string>;
  activeProblem: string | null;
  drawerOpen: boolean;
  drawerTab: DrawerTab;
  facetsOpen: boolean;
  sheetOpen: boolean;
  tabMovesFocus: boolean;
  dialog: OpenDialog | null;
  draft: Draft | null;
};

export type Actions = {
  /** Why it was refused, or null when it is done. A refusal is shown as a message unless the caller shows it. */
  perform(
    commands: Command[],
    label: string,
    how?: { group?: string; quiet?: boolean },
  ): Promise<string | null>;
  type(edits: TextEdit[]): void;
  replace(text: string, label: string): void;
  undo(): void;
  redo(): void;
  seal(): void;
  /** The document once everything asked so far is done and its text is read. */
  settled(): Promise<BuilderDocument>;
  /** What the second text means that the first did not, tool by tool, looser first. Asked again, the first question is never answered. */
  compare(before: string, after: string): Promise<ToolDiff[]>;
  /** What else the engine can be asked, in the background. */
  askEngine: Background['ask'];
  restoreValid(): void;
  choose(chosen: Chosen | null, from?: 'editor'): void;
  search(q: string): void;
  look(
    change: Partial<
      Pick<
        BuilderState,
        'view' | 'tab' | 'drawerOpen' | 'drawerTab' | 'facetsOpen' | 'sheetOpen' | 'tabMovesFocus'
      >
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
  used(calls: LastCalls): void;
  takeDraft(): void;
  dropDraft(): void;
};

/** What is derived from the state and remembered by identity. */
export type Derived = {
  policy(): Policy;
  rows(): readonly Row[];
  /** What is searched for. */
  query(): Query;
  shown(): readonly Row[];
  /** Those of `rows` that match that search, with it. */
  view(rows: readonly Row[], q: string): { q: string; shown: readonly Row[] };
  row(name: string): Row | undefined;
};

export type Builder = { given: Given; source: EditorSource; actions: Actions; derived: Derived };
