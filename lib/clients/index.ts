/**
 * Configurations of MCP clients, read and written. Pure: it reads no file and knows no environment. A secret that
 * stands in a configuration is shown by its first characters and asked about; it is never taken in unasked.
 */
export type { BadEntry, ClientEntry, Need, NeedAnswer, ReadyTarget, Template } from './entry';
export { packageOf, type StartedPackage } from './package';
export { type ClientConfigurationRead, type Filled, fillEntry, readClientConfiguration } from './read';
export {
  type ClientConfiguration,
  type ClientId,
  type ClientSettings,
  clientConfiguration,
  clientIds,
  clientNames,
} from './write';
