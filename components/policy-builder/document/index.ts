/** The document that form and editor share: its text, its last valid policy and its history. Draws nothing. */
export {
  type BuilderDocument,
  type Change,
  openDocument,
  perform,
  redo,
  replaceText,
  type Step,
  seal,
  settle,
  settleNow,
  stateOf,
  type,
  undo,
} from './document';
export { browserShelf, type Draft, dropDraft, keepDraft, readDraft } from './drafts';
export { faultsOf, type Problem, type Span, spanAt } from './problem';
export { createReader, type Reader } from './reader';
export type { Reading } from './reading';
export { share } from './share';
