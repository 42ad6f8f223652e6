/** Which IP addresses may be connected to. Source: the IANA special-purpose address registries for IPv4 and IPv6. */

import { BlockList, isIP } from 'node:net';
import type { AddressPolicy } from './target';

export type AddressVerdict = { ok: true } | { ok: false; why: string };
/** From an address, as text, to whether it may be connected to. */
export type AddressCheck = (address: string) => AddressVerdict;

// INVARIANT: one list a family. Node's BlockList matches ::ffff:10.0.0.1 with a rule on 10.0.0.0/8 and the reverse.
type Nets = { ipv4: BlockList; ipv6: BlockList };
type Named = { name: string; nets: Nets };

const special: Named[] = [
  named('this machine (loopback)', ['127.0.0.0/8', '::1/128']),
  named('an unspecified address', ['0.0.0.0/8', '::/128']),
  named('a private network', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10']),
  named('a link-local network', ['169.254.0.0/16', 'fe80::/10']),
  named('a carrier network (CGNAT)', ['100.64.0.0/10']),
  named('a multicast address', ['224.0.0.0/4', 'ff00::/8']),
  named('an IPv4 address written as IPv6', ['::ffff:0:0/96', '::/96', '::ffff:0:0:0/96']),
  named('an IPv4 address behind a translator or tunnel', [
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '2002::/16',
    '2001::/32',
    '192.88.99.0/24',
  ]),
  named('an address reserved for documents, tests or protocols', [
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '2001::/23',
    '2001:db8::/32',
    '3fff::/20',
  ]),
  named('a reserved address', ['240.0.0.0/4']),
];
// Where clouds hand out credentials. A wide range does not open them: they have to be named by themselves.
const metadata = named('a cloud metadata service', [
  '169.254.169.254/32',
  '169.254.170.2/32',
  '169.254.170.23/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
  '168.63.129.16/32',
  'fd00:ec2::254/128',
  'fd00:ec2::23/128',
  'fd20:ce::254/128',
]);
const loopback = named('this machine (loopback)', ['127.0.0.0/8', '::1/128']);
const globalUnicast = named('global unicast', ['2000::/3']);

/** Compiles a policy once for many addresses. A range that cannot be read allows nothing. */
export function addressCheck(policy: AddressPolicy): AddressCheck {
  const allowed = netsOf(policy.allowNets);
  const single = netsOf(
    policy.allowNets.filter((net) => /\/(32|128)$/.test(net.trim()) || !net.includes('/')),
  );
  return (address) => {
    const family = isIP(address);
    if (family === 0) return { ok: false, why: 'is no IP address' };
    if (address.includes('%')) return { ok: false, why: 'names a network interface' };
    if (within(metadata.nets, address, family)) {
      return within(single, address, family) ? { ok: true } : { ok: false, why: `is ${metadata.name}` };
    }
    if (within(allowed, address, family)) return { ok: true };
    if (within(loopback.nets, address, family)) {
      return policy.loopback ? { ok: true } : { ok: false, why: `is ${loopback.name}` };
    }
    const found = special.find((range) => within(range.nets, address, family));
    if (found !== undefined) return { ok: false, why: `is ${found.name}` };
    // IPv6 is the other way round: what no registry calls global is refused.
    if (family === 6 && !within(globalUnicast.nets, address, family)) {
      return { ok: false, why: 'is a reserved address' };
    }
    return { ok: true };
  };
}

function named(name: string, nets: string[]): Named {
  return { name, nets: netsOf(nets) };
}

function netsOf(nets: readonly string[]): Nets {
  const lists: Nets = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const net of nets) {
    const read = readNet(net);
    if (read !== undefined) lists[read.family].addSubnet(read.address, read.prefix, read.family);
  }
  return lists;
}

function readNet(net: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', length, ...rest] = net.trim().split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return undefined;
  const most = version === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? most : Number(length);
  if (prefix > most) return undefined;
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

function within(nets: Nets, address: string, family: number): boolean {
  return family === 4 ? nets.ipv4.check(address, 'ipv4') : nets.ipv6.check(address, 'ipv6');
}
