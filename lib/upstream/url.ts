/** URLs of servers: read strictly, resolved once, and connected to at the addresses that were checked. */

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type AddressCheck, addressCheck } from './addresses';
import type { AddressPolicy, Resolver } from './target';

export type PinnedAddress = { address: string; family: 4 | 6 };
/** A URL with every address that its host has, all of them checked. */
export type CheckedUrl = { ok: true; url: URL; addresses: PinnedAddress[] };
export type RefusedUrl = { ok: false; reason: 'address' | 'unknown-host'; message: string; hint: string };

const maxUrlLength = 2048;

/**
 * Reads a URL as a person or a server wrote it. Only http and https, nobody's name or password in it, and a host that
 * no two parsers read differently: an IPv4 address is a dotted quad of plain decimal numbers or it is refused.
 */
export function readServerUrl(text: string): { ok: true; url: URL } | RefusedUrl {
  if (text.length > maxUrlLength) {
    return refused(`The address is longer than ${maxUrlLength} characters.`, 'Use a shorter address.');
  }
  if (/[\s\\\p{Cc}]/u.test(text)) {
    return refused('The address holds a blank, a backslash or a control character.', 'Write it without.');
  }
  const match = /^(https?):\/\/([^/?#]+)/i.exec(text);
  if (match === null || !URL.canParse(text)) {
    return refused(
      'This is no http or https address.',
      'Write the whole address, as in https://mcp.example.com/mcp.',
    );
  }
  const authority = match[2] ?? '';
  if (authority.includes('@')) {
    return refused(
      'The address holds a user name or a password.',
      'Take it out of the address and add an Authorization header.',
    );
  }
  const url = new URL(text);
  const host = bareHost(url);
  if (authority.includes('%') || (isIP(host) === 4 && authority.replace(/:\d*$/, '') !== host)) {
    return refused(
      'The host is an IP address in an unusual notation, which programs read differently.',
      isIP(host) === 4 ? `Write it as ${host} if that is the one you mean.` : 'Write the plain host name.',
    );
  }
  return { ok: true, url };
}

/** Resolves the host once and checks every address it has: one that is not allowed refuses them all. */
export async function checkUrl(
  url: URL,
  check: AddressCheck,
  resolve: Resolver,
): Promise<CheckedUrl | RefusedUrl> {
  const host = bareHost(url);
  const literal = isIP(host);
  let addresses: PinnedAddress[];
  if (literal !== 0) addresses = [{ address: host, family: literal === 6 ? 6 : 4 }];
  else {
    try {
      addresses = await resolve(host);
    } catch {
      addresses = [];
    }
  }
  if (addresses.length === 0) {
    return {
      ok: false,
      reason: 'unknown-host',
      message: `There is no host called ${host}, or its name cannot be looked up from here.`,
      hint: 'Check the spelling, and whether this machine can reach that network.',
    };
  }
  for (const { address } of addresses) {
    const verdict = check(address);
    if (!verdict.ok) return refusedAddress(host, address, verdict.why);
  }
  return { ok: true, url, addresses };
}

/** The whole way for one address that somebody typed, without connecting. */
export async function checkServerUrl(
  text: string,
  policy: AddressPolicy,
  resolve: Resolver = systemResolver,
): Promise<CheckedUrl | RefusedUrl> {
  const read = readServerUrl(text);
  return read.ok ? checkUrl(read.url, addressCheck(policy), resolve) : read;
}

export const systemResolver: Resolver = async (hostname) => {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/** Without the brackets of an IPv6 address. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function refusedAddress(host: string, address: string, why: string): RefusedUrl {
  const subject = host === address ? address : `${host} leads to ${address}, which`;
  const hint = why.includes('loopback')
    ? 'Servers on this machine can be reached only while Sallyport itself is served on a loopback address.'
    : 'If it is meant, whoever runs Sallyport can name its range in SALLYPORT_ALLOW_NETS.';
  return refused(`${subject} ${why}: connections there are not allowed.`, hint);
}

function refused(message: string, hint: string): RefusedUrl {
  return { ok: false, reason: 'address', message, hint };
}
