/** Which generation a server speaks, found out on one connection. */

import {
  bestVersion,
  errorCodes,
  type Generation,
  generationOf,
  isKeepable,
  type Json,
  type JsonObject,
  legacyVersions,
  metaKeys,
  newestLegacy,
  newestModern,
  plainLine,
  plainText,
} from '@/lib/mcp';
import { within } from './bounds';
import { Broken, notMcp, refusedBy, serverError, unsupportedVersion } from './failures';
import type { ServerInfo } from './target';
import type { Answer, Wire } from './wire';

export type Handshake = {
  generation: Generation;
  version: string;
  serverInfo: ServerInfo;
  capabilities: JsonObject;
  instructions?: string;
};
/** `answer` says what `initialize` got; another transport may still do. */
export type Negotiated = { ok: true; handshake: Handshake } | { ok: false; answer: Refusal };
export type Refusal = Extract<Answer, { ok: false }>;

export const clientInfo: JsonObject = { name: 'sallyport', title: 'Sallyport', version: '1' };

const maxInstructions = 64 * 1024;

/**
 * Asks `server/discover` first. What a modern server says is taken; otherwise, or when nothing has come after
 * `patienceMs`, `initialize` follows on the same connection and the first usable answer counts: a slow modern server is
 * still found. Source: specification 2026-07-28, basic/versioning, backward compatibility.
 */
export async function negotiate(wire: Wire, patienceMs: number): Promise<Negotiated> {
  const probe = wire
    .ask({ method: 'server/discover', params: modernParams({}), version: newestModern })
    .catch(hungUp);
  const first = await within(probe, patienceMs);
  if (first !== undefined) {
    const modern = modernHandshake(first);
    return modern === undefined ? initialize(wire) : { ok: true, handshake: modern };
  }
  const opening = initialize(wire);
  const late = probe.then(modernHandshake, () => undefined);
  const winner = await Promise.race([
    opening,
    late.then((handshake) => (handshake === undefined ? opening : { ok: true as const, handshake })),
  ]);
  if (winner.ok) return winner;
  const modern = await late;
  return modern === undefined ? winner : { ok: true, handshake: modern };
}

export async function initialize(
  wire: Wire,
  version: string = newestLegacy,
  again = true,
): Promise<Negotiated> {
  const params = { protocolVersion: version, capabilities: {}, clientInfo };
  const answer = await wire.ask({ method: 'initialize', params });
  if (!answer.ok) {
    const other = again ? offeredLegacy(answer) : undefined;
    return other === undefined ? { ok: false, answer } : initialize(wire, other, false);
  }
  const agreed = answer.result.protocolVersion;
  if (typeof agreed !== 'string') {
    throw new Broken(notMcp('What answers there is no MCP server: it names no version of the protocol.'));
  }
  if (generationOf(agreed) !== 'legacy') throw new Broken(unsupportedVersion(agreed));
  await wire.tell('notifications/initialized', agreed);
  return { ok: true, handshake: { generation: 'legacy', version: agreed, ...described(answer.result) } };
}

/** Parameters as a modern server wants them: each request says its version and what the client can do. */
export function modernParams(params: JsonObject): JsonObject {
  return {
    ...params,
    _meta: {
      [metaKeys.protocolVersion]: newestModern,
      [metaKeys.clientInfo]: clientInfo,
      [metaKeys.clientCapabilities]: {},
    },
  };
}

/** A refusal in words. `doing` is the method that was asked. */
export function failureOf(answer: Refusal, doing: string, sentHeaders: boolean) {
  const { status, code, message } = answer;
  if (status === 401 || status === 403) return refusedBy(status, answer.wwwAuthenticate, sentHeaders);
  if (code === errorCodes.unsupportedVersion) {
    return unsupportedVersion(offered(answer).join(', ') || 'it does not say which');
  }
  if (code !== undefined) {
    const words = message === '' ? 'without a word' : `“${message}”`;
    return serverError(`The server answered ${doing} with an error: ${words} (${code}).`, status);
  }
  if (status === 429) return serverError('The server is being asked too often (429).', status);
  if (status !== undefined && status >= 500)
    return serverError(`The server failed with status ${status}.`, status);
  if (status === 404) return notMcp('There is nothing at this path: the server answered 404.', status);
  if (status !== undefined) return notMcp(`This is no MCP endpoint: the server answered ${status}.`, status);
  return notMcp(`What answers there is no MCP server: it sent ${message}.`);
}

// A server that hangs up on a method it does not know may still know `initialize`.
function hungUp(cause: unknown): Answer {
  if (cause instanceof Broken && cause.failure.kind === 'unreachable')
    return { ok: false, message: 'nothing' };
  throw cause;
}

function modernHandshake(answer: Answer): Handshake | undefined {
  if (!answer.ok) {
    const versions = offered(answer);
    if (answer.code !== errorCodes.unsupportedVersion || versions.length === 0) return undefined;
    if (!versions.some((version) => generationOf(version) === 'legacy')) {
      throw new Broken(unsupportedVersion(versions.join(', ')));
    }
    return undefined;
  }
  const versions = texts(answer.result.supportedVersions);
  if (versions.length === 0) return undefined;
  const version = bestVersion(versions);
  if (version === undefined) throw new Broken(unsupportedVersion(versions.join(', ')));
  if (generationOf(version) !== 'modern') return undefined;
  return { generation: 'modern', version, ...described(answer.result) };
}

function described(result: JsonObject) {
  const meta = objectOr(result._meta);
  const info = objectOr(result.serverInfo ?? meta[metaKeys.serverInfo]);
  const instructions =
    typeof result.instructions === 'string' ? plainText(result.instructions, maxInstructions) : undefined;
  const capabilities = objectOr(result.capabilities);
  const serverInfo: ServerInfo = {
    name: textOr(info.name, 'unnamed server'),
    version: textOr(info.version, ''),
    ...optional('title', info.title),
    ...optional('description', info.description),
    ...optional('websiteUrl', info.websiteUrl),
  };
  return {
    serverInfo,
    capabilities: isKeepable(capabilities) ? capabilities : {},
    ...(instructions === undefined ? {} : { instructions }),
  };
}

function optional(key: 'title' | 'description' | 'websiteUrl', value: Json | undefined) {
  if (typeof value !== 'string' || value === '') return {};
  if (key === 'websiteUrl' && !/^https?:\/\//i.test(value)) return {};
  return { [key]: plainLine(value, 500) };
}

function offeredLegacy(answer: Refusal): string | undefined {
  return bestVersion(
    offered(answer).filter((version) => (legacyVersions as readonly string[]).includes(version)),
  );
}

function offered(answer: Refusal): string[] {
  const data = objectOr(answer.data);
  return texts(data.supported ?? data.supportedVersions);
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function objectOr(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' && value.trim() !== '' ? plainLine(value, 200) : otherwise;
}
