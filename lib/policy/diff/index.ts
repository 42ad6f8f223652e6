/** What a change of policy means for each tool, shown by calls. Never says 'same' of what it has not proven. */
export { diff, type Relation, type ToolDiff } from './diff';
export type { Said, Witness } from './witness';
