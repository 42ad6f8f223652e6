/** Smallest edits of a policy's text: everything that a command does not speak about keeps its bytes. */
export { edit } from './edit';
export { applyEdits, invertEdits } from './text-edits';
