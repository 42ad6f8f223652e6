/**
 * The public index: servers and tools that anybody may look up, brought in by import alone. It knows no organisation and reads
 * no table of one, so nothing private can show in it. Every text in it is a stranger's.
 */

export { type Category, categories, categoryNames } from './category';
export { fillFirstContent } from './first-content';
export { readSlug, serverPath, slugOf, toolPath } from './names';
export { packageReach, type Reach, urlReach } from './reach';
export { type ReachedServer, serverReachedBy } from './read/reached';
export { gravestOf, relatedServers, serverOf, serverTools } from './read/server';
export { relatedTools, siblings, toolOf } from './read/tool';
export { type RegistryQuery, registryPage, registryVersion, registryVersions } from './read/versions';
export { classShares, indexedPaths, indexSize, largestSurfaces, pagesOfPaths } from './read/whole';
export { isCursor } from './search/cursor';
export { searchServers, searchTools } from './search/search';
export { suggestWords } from './search/terms';
export type * from './shapes';
export { mendIndex } from './write/bulk';
export {
  importDump,
  importPages,
  type PagesImported,
  type RegistryFetch,
  type RegistryImport,
  sourceOf,
} from './write/import-registry';
export { importTools, type ToolImport } from './write/import-tools';
export type { Line } from './write/judge';
export type { Progress } from './write/progress';
export { type RawRecord, recordsOf } from './write/records';
