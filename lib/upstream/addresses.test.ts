import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressCheck } from './addresses';

const bare = addressCheck({ loopback: false, allowNets: [] });
const local = addressCheck({ loopback: true, allowNets: [] });

const never =
  `0.0.0.0 0.1.2.3 10.0.0.0 10.0.0.1 10.255.255.255 100.64.0.0 100.64.0.1 100.127.255.255 169.254.0.1
169.254.169.254 169.254.170.2 169.254.255.255 172.16.0.0 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1
192.88.99.1 192.168.0.0 192.168.1.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.255 240.0.0.1 255.255.255.255 100.100.100.200 168.63.129.16
:: ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe ::ffff:8.8.8.8 ::127.0.0.1
::8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2001::1
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2001:10::1 3fff::1 fc00::1 fd00::1 fd00:ec2::254 fd00:ec2::23
fd12:3456:789a::1 fe80::1 fe80::a9fe:a9fe febf::1 fec0::1 ff02::1 ff0e::1 100::1 4000::1 8000::1 5f00::1 ::2 ::1:2:3`
    .split(/\s+/)
    .filter((address) => address !== '');
const always =
  '1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255 172.15.255.255 172.32.0.0 192.167.1.1 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 2606:4700::1111 2a00:1450:4001::200e 2001:4860:4860::8888 2620:fe::fe'.split(
    ' ',
  );

describe('addressCheck', () => {
  it.each(never)('never connects to %s', (address) => {
    expect(bare(address).ok).toBe(false);
    expect(local(address).ok).toBe(false);
  });

  it.each(always)('connects to the public address %s', (address) => {
    expect(bare(address)).toEqual({ ok: true });
  });

  it.each(['127.0.0.1', '127.1.2.3', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1'])(
    'connects to %s only while bound to loopback',
    (address) => {
      expect(bare(address).ok).toBe(false);
      expect(local(address).ok).toBe(true);
    },
  );

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '1.2.3',
    'fe80::1%eth0',
    '1.2.3.4.5',
  ])('refuses %j, which is no plain address', (address) => expect(local(address).ok).toBe(false));

  it('opens exactly the ranges that were named', () => {
    const check = addressCheck({ loopback: false, allowNets: ['10.20.0.0/16', 'fd12::/32', '192.168.7.7'] });
    for (const address of ['10.20.0.1', '10.20.255.255', 'fd12::1', '192.168.7.7'])
      expect(check(address).ok).toBe(true);
    for (const address of [
      '10.19.255.255',
      '10.21.0.0',
      'fd13::1',
      '192.168.7.8',
      '::ffff:10.20.0.1',
      '127.0.0.1',
    ]) {
      expect(check(address).ok).toBe(false);
    }
  });

  it('keeps metadata services shut under a wide range, and opens one that is named by itself', () => {
    const wide = addressCheck({ loopback: true, allowNets: ['0.0.0.0/0', '::/0'] });
    expect(wide('169.254.169.254').ok).toBe(false);
    expect(wide('fd00:ec2::254').ok).toBe(false);
    expect(wide('10.0.0.1').ok).toBe(true);
    expect(addressCheck({ loopback: false, allowNets: ['169.254.169.254/32'] })('169.254.169.254').ok).toBe(
      true,
    );
  });

  it('says which range it is', () => {
    expect(bare('10.1.2.3')).toEqual({ ok: false, why: 'is a private network' });
    expect(bare('169.254.169.254')).toEqual({ ok: false, why: 'is a cloud metadata service' });
  });

  it('never lets an IPv4 address through in the clothes of IPv6', () => {
    const part = fc.integer({ min: 0, max: 255 });
    const hex = (high: number, low: number) => (high * 256 + low).toString(16);
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        const [high, low] = [hex(a, b), hex(c, d)];
        for (const form of [
          `::ffff:${a}.${b}.${c}.${d}`,
          `::ffff:${high}:${low}`,
          `0:0:0:0:0:FFFF:${high}:${low}`,
          `::${a}.${b}.${c}.${d}`,
          `64:ff9b::${high}:${low}`,
          `2002:${high}:${low}::1`,
        ]) {
          const isLoopback = form === '::0.0.0.1';
          expect(local(form).ok).toBe(isLoopback);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('allows nothing by a range that cannot be read', () => {
    const nets = [
      '10.0.0.0/33',
      '10.0.0/8',
      'example.com',
      '',
      '10.0.0.0/8/8',
      '10.0.0.0/x',
      'fe80::1%eth0/64',
    ];
    expect(addressCheck({ loopback: false, allowNets: nets })('10.0.0.1').ok).toBe(false);
  });
});
