/** The document that form and editor share: its text, its last valid policy and its history. Draws nothing. */
export { afterFrame } from './after-frame';
export { type Background, createBackground } from './background';
export type { Brought, Note } from './bring';
export {
  type BuilderDocument,
  type Change,
  openDocument,
  redo,
  replaceText,
  type Step,
  seal,
  settle,
  stateOf,
  take,
  type,
  undo,
} from './document';
export { browserShelf, type Draft, dropDraft, keepDraft, readDraft } from './drafts';
export type { Boundary, Sample } from './engine';
export type { Questions } from './engine.worker';
export { faultsOf, type Problem, problemBy, type Span, spanAt } from './problem';
export type { Reading, Verdict } from './reading';
export { share } from './share';
