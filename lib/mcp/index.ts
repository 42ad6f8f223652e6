/**
 * MCP on the wire: shapes, both protocol generations, what a gateway may pass. Pure: it opens no connection, reads no
 * clock and judges no policy. Everything a server says is its claim, and read leniently.
 */
export type { Json, JsonObject } from '@/lib/json';
export { definitionDigest, definitionDigestInput } from './definition';
export { errorCodes, type RpcId, type RpcMessage, readMessage } from './envelope';
export { faultsOfHeaders, isReservedHeader, passesToClient, passesToServer } from './headers';
export { hasInvisible, isKeepable, plainLine, plainText } from './text';
export type { DiscoveredTool, MalformedTool, SoundTool } from './tool';
export { maxDefinitionDepth, maxDefinitionLength, maxNameLength, readTool, readToolAndText } from './tool';
export { estimateTokens, readTools } from './tools-list';
export {
  readToolsListAnswer,
  type ToolsListAnswer,
  toolsListWithClasses,
} from './tools-list-answer';
export {
  bestVersion,
  type Generation,
  generationOf,
  legacyVersions,
  metaKeys,
  modernVersions,
  newestLegacy,
  newestModern,
  type ProtocolVersion,
} from './versions';
