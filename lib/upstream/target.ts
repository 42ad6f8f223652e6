/** What can be reached, and what comes of asking it for its tools. */

import type { DiscoveredTool, Generation, Json } from '@/lib/mcp';

/** `headers` and `env` are plain text here: whoever stores them encrypts them. `cwd` must exist and be the server's own. */
export type UpstreamTarget = HttpTarget | StdioTarget;
export type HttpTarget = { type: 'http'; url: string; headers?: Record<string, string> };
export type StdioTarget = {
  type: 'stdio';
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd: string;
};

/** Where connections may go. `allowNets` are ranges in CIDR notation, such as `10.20.0.0/16` or `fd12::/32`. */
export type AddressPolicy = { loopback: boolean; allowNets: readonly string[] };

export type DiscoveryProgress = {
  stage: 'connecting' | 'initialising' | 'listing' | 'done';
  tools: number;
  pages: number;
  /** A plain sentence for people. */
  message: string;
};

export type ServerInfo = {
  name: string;
  version: string;
  title?: string;
  description?: string;
  websiteUrl?: string;
};

export type Discovered = {
  ok: true;
  generation: Generation;
  protocolVersion: string;
  transport: 'streamable-http' | 'sse' | 'stdio';
  serverInfo: ServerInfo;
  instructions?: string;
  capabilities: Json;
  /** In the server's order. Malformed ones stand among the others with what is wrong. */
  tools: DiscoveredTool[];
  pages: number;
  /** What was odd about the list as a whole, as plain sentences. */
  problems: string[];
  durationMs: number;
};

export type DiscoveryFailureKind =
  | 'unreachable'
  | 'refused'
  /** It lets in by OAuth, and has not been connected or is no longer. */
  | 'authorization'
  | 'not-mcp'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'address'
  | 'cancelled'
  | 'crashed'
  | 'unsupported-version'
  | 'server-error';

export type DiscoveryFailure = {
  ok: false;
  kind: DiscoveryFailureKind;
  /** What happened, one plain sentence. */
  message: string;
  /** What can be done about it, one plain sentence. */
  hint: string;
  status?: number;
  wwwAuthenticate?: string;
  /** The last 8 kB that a stdio server wrote there, without control characters. */
  stderr?: string;
  /** What had arrived when it broke off. */
  got?: { tools: DiscoveredTool[]; pages: number; serverInfo?: ServerInfo };
};

/** Host name to addresses. The default asks the system, as every other program does. */
export type Resolver = (hostname: string) => Promise<{ address: string; family: 4 | 6 }[]>;

export type DiscoveryOptions = {
  addresses: AddressPolicy;
  signal?: AbortSignal;
  onProgress?: (progress: DiscoveryProgress) => void;
  /** For everything together. 30,000 when left out. */
  timeoutMs?: number;
  /** Of everything that the server sends, decoded. 20 MiB when left out. */
  maxBytes?: number;
  resolve?: Resolver;
};
