/** Every way in which reaching a server can fail, in words for the person who registers it. */

import { plainLine } from '@/lib/mcp';
import type { DiscoveryFailure } from './target';

/** Carries a failure out of the depth of a connection. It never leaves this module. */
export class Broken extends Error {
  constructor(readonly failure: DiscoveryFailure) {
    super(failure.message);
  }
}

type Words = { message: string; hint: string };

export function unreachable(message: string, hint: string): DiscoveryFailure {
  return { ok: false, kind: 'unreachable', message, hint };
}

export function refusedBy(
  status: number,
  wwwAuthenticate: string | undefined,
  sentHeaders: boolean,
): DiscoveryFailure {
  const challenge = wwwAuthenticate === undefined ? undefined : plainLine(wwwAuthenticate, 500);
  // Who names a resource_metadata gives access by OAuth. RFC 9728, section 5.1.
  if (status === 401 && !sentHeaders && /^bearer\b.*\bresource_metadata\s*=/i.test(challenge ?? '')) {
    return {
      ok: false,
      kind: 'authorization',
      message: 'The server lets in by OAuth: it wants somebody to give access to it.',
      hint: 'Connect it: you are led to its page of consent, and back here.',
      status,
      wwwAuthenticate: challenge,
    };
  }
  const words: Words =
    status === 401
      ? {
          message: 'The server refused: it wants credentials (401).',
          hint: 'Add an Authorization header for it.',
        }
      : {
          message: 'The server refused: these credentials may not do this (403).',
          hint: 'Add a header with credentials that may.',
        };
  if (sentHeaders)
    words.hint = 'Check the header that you gave it: the token may be wrong, expired or for something else.';
  return { ok: false, kind: 'refused', ...words, status, wwwAuthenticate: challenge };
}

export function notMcp(message: string, status?: number): DiscoveryFailure {
  return {
    ok: false,
    kind: 'not-mcp',
    message,
    hint: 'Check the path: the MCP endpoint often ends in /mcp or /sse, and is not the page that people open.',
    status,
  };
}

export function serverError(message: string, status?: number): DiscoveryFailure {
  return {
    ok: false,
    kind: 'server-error',
    message,
    hint: 'The fault is on the server’s side: look at its log, then discover again.',
    status,
  };
}

export function timedOut(milliseconds: number): DiscoveryFailure {
  return {
    ok: false,
    kind: 'timeout',
    message: `The server did not answer within ${seconds(milliseconds)}.`,
    hint: 'Check that it is running and not waiting for something, then discover again.',
  };
}

export function cancelled(): DiscoveryFailure {
  return {
    ok: false,
    kind: 'cancelled',
    message: 'Discovery was cancelled.',
    hint: 'Discover again whenever you like: nothing was kept.',
  };
}

export function tooLarge(bytes: number): DiscoveryFailure {
  const size = bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MiB` : `${bytes} bytes`;
  return {
    ok: false,
    kind: 'too-large',
    message: `The server’s answer is over ${size}.`,
    hint: 'A tools/list this long is hardly meant: ask whoever runs the server, or import the part that you need.',
  };
}

export function unsupportedVersion(offered: string): DiscoveryFailure {
  return {
    ok: false,
    kind: 'unsupported-version',
    message: `The server speaks a version of MCP that Sallyport does not know: ${plainLine(offered, 120)}.`,
    hint: 'Update Sallyport, or the server: versions 2024-11-05 to 2025-11-25 and 2026-07-28 are spoken here.',
  };
}

export function crashed(message: string, stderr: string): DiscoveryFailure {
  const hint =
    stderr === ''
      ? 'It wrote nothing before that: run the command in a terminal to see what it says.'
      : 'Often an argument or an environment variable is missing.';
  return { ok: false, kind: 'crashed', message, hint, stderr };
}

/** What went wrong with a connection, by the code of Node, OpenSSL or undici. */
export function connectionFailure(cause: unknown, host: string): DiscoveryFailure {
  const { code, message } = causeOf(cause);
  if (isCertificateFault(code)) {
    return {
      ok: false,
      kind: 'tls',
      message: `The secure connection to ${host} could not be trusted: ${tlsWords(code, message)}.`,
      hint: 'Give the server a certificate that is valid for this name, or start Sallyport with NODE_EXTRA_CA_CERTS naming your own authority’s.',
    };
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return {
      ok: false,
      kind: 'tls',
      message: `There was no secure connection to ${host}: what answers there does not speak TLS properly.`,
      hint: 'If the server speaks plain HTTP, write the address with http:// instead.',
    };
  }
  if (code.startsWith('HPE_')) return notMcp(`What answers at ${host} does not speak HTTP.`);
  const known = connectWords[code];
  if (known !== undefined) return unreachable(`${known.message} (${host}).`, known.hint);
  return unreachable(
    `The connection to ${host} broke off before the answer was complete.`,
    'The server may have crashed or closed the connection: look at its log, then discover again.',
  );
}

const startIt: Words = {
  message: 'Nothing answers at this address',
  hint: 'Check that the server is running and that the port is right.',
};
const network: Words = {
  message: 'The network does not reach this address',
  hint: 'Check the address, and the firewall between here and there.',
};
const connectWords: Record<string, Words> = {
  ECONNREFUSED: startIt,
  EHOSTUNREACH: network,
  ENETUNREACH: network,
  EADDRNOTAVAIL: network,
  ETIMEDOUT: network,
  UND_ERR_CONNECT_TIMEOUT: network,
};

const certificateFaults: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody but itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not known here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function isCertificateFault(code: string): boolean {
  return Object.hasOwn(certificateFaults, code) || code.startsWith('CERT_') || code.startsWith('ERR_TLS');
}

function tlsWords(code: string, message: string): string {
  return certificateFaults[code] ?? plainLine(message, 120);
}

// Node tries several addresses at once and reports an AggregateError; undici wraps what the socket said.
function causeOf(cause: unknown): { code: string; message: string } {
  let inner: unknown = cause;
  for (let depth = 0; depth < 5 && inner instanceof Error; depth += 1) {
    if (inner instanceof AggregateError && inner.errors.length > 0) {
      inner = inner.errors[0];
      continue;
    }
    if ('code' in inner && typeof inner.code === 'string' && inner.code !== 'UND_ERR_SOCKET') {
      return { code: inner.code, message: inner.message };
    }
    // undici gives a code of its parser to some of these only.
    if (inner.name === 'HTTPParserError') return { code: 'HPE_', message: inner.message };
    if (inner.cause === undefined) return { code: '', message: inner.message };
    inner = inner.cause;
  }
  return { code: '', message: '' };
}

function seconds(milliseconds: number): string {
  return milliseconds === 1000 ? '1 second' : `${Math.round(milliseconds / 100) / 10} seconds`;
}
