/** From and to the dialects of others. Says what could not be carried over; never loosens silently. */
export { type Exported, exportPolicy, policyLayerOperators, type Unsayable } from './export-policylayer';
export { importIntercept } from './import-intercept';
export type { Imported, ImportNote } from './imported';
