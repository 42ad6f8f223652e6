import { describe, expect, it } from 'vitest';
import type { Resolver } from './target';
import { checkServerUrl, readServerUrl } from './url';

const local = { loopback: true, allowNets: [] };
const answering =
  (...addresses: string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

// Each is one of 127.0.0.1, 169.254.169.254, 10.0.0.1, 192.168.0.1 or 8.8.8.8, written as some program reads it.
function notations([a, b, c, d]: [number, number, number, number]): string[] {
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (part: number) => `0x${part.toString(16)}`;
  const octal = (part: number) => `0${part.toString(8)}`;
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const quad = `${a}.${b}.${c}.${d}`;
  return [
    `${whole}`,
    hex(whole),
    hex(whole).toUpperCase(),
    octal(whole),
    `00${octal(whole)}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${hex(a)}.${b}.${c}.${d}`,
    `${hex(a)}.${hex(b)}.${hex(c)}.${hex(d)}`,
    `${octal(a)}.${octal(b)}.${octal(c)}.${octal(d)}`,
    `${octal(a)}.${b}.${c}.${hex(d)}`,
    `0${octal(a)}.${b}.${c}.${d}`,
    `${quad}.`,
    wide(quad),
    quad.replaceAll('.', '。'),
    quad.replaceAll('.', '\uff0e'),
    quad.replace('.', '%2e'),
    `%3${String(a)[0]}${quad.slice(1)}`,
  ];
}

describe('readServerUrl', () => {
  const hosts = [
    [127, 0, 0, 1],
    [169, 254, 169, 254],
    [10, 0, 0, 1],
    [192, 168, 0, 1],
    [8, 8, 8, 8],
    [172, 16, 5, 4],
    [100, 64, 1, 2],
  ].flatMap((quad) => notations(quad as [number, number, number, number]));

  it.each(hosts.flatMap((host) => [`http://${host}/mcp`, `https://${host}:8443/`]))(
    'refuses %s',
    async (text) => {
      expect(await checkServerUrl(text, local)).toMatchObject({ ok: false, reason: 'address' });
    },
  );

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ws://example.com',
    'unix:/var/run/docker.sock',
    'example.com/mcp',
    '//example.com/mcp',
    'http:/example.com',
    'http:example.com',
    'http:///example.com',
    'https://',
    '',
    'http://user@example.com/',
    'http://user:pass@example.com/',
    'http://@example.com/',
    'http://example.com@169.254.169.254/',
    'http://exam ple.com/',
    'http://example.com\\@127.0.0.1/',
    'http:\\\\127.0.0.1/',
    'http://exa\tmple.com/',
    'http://example.com/\n',
    ' http://example.com/',
    'http://example.com/\u0000',
    'http://[fe80::1%25eth0]/',
    'http://[::1/',
    'http://example.com:99999/',
    `http://example.com/${'a'.repeat(2100)}`,
  ])('refuses %j', (text) => expect(readServerUrl(text)).toMatchObject({ ok: false, reason: 'address' }));

  it.each([
    'https://mcp.example.com/mcp',
    'http://127.0.0.1:8080/mcp?x=1#y',
    'https://[2606:4700::1111]/mcp',
    'HTTPS://Example.COM/mcp',
    'https://bücher.example/mcp',
    'http://localhost:3000/mcp',
  ])('reads %s', (text) => expect(readServerUrl(text)).toMatchObject({ ok: true }));

  it('says how an odd notation would be written', () => {
    expect(readServerUrl('http://0x7f.1/')).toMatchObject({
      hint: 'Write it as 127.0.0.1 if that is the one you mean.',
    });
  });
});

describe('checkServerUrl', () => {
  it('refuses a name of which a single address is not allowed', async () => {
    const resolve = answering('93.184.216.34', '10.0.0.5');
    expect(await checkServerUrl('https://rebind.example/', local, resolve)).toMatchObject({
      ok: false,
      reason: 'address',
      message: expect.stringContaining('10.0.0.5'),
    });
  });

  it.each(['::ffff:169.254.169.254', 'fd00:ec2::254', '0.0.0.0', '2002:a9fe:a9fe::', '169.254.169.254'])(
    'refuses a name that leads to %s',
    async (address) => {
      expect(await checkServerUrl('https://evil.example/', local, answering(address))).toMatchObject({
        ok: false,
      });
    },
  );

  it('hands out the addresses that were checked', async () => {
    const checked = await checkServerUrl(
      'https://ok.example/',
      local,
      answering('93.184.216.34', '2606:2800::1'),
    );
    expect(checked).toMatchObject({
      ok: true,
      addresses: [
        { address: '93.184.216.34', family: 4 },
        { address: '2606:2800::1', family: 6 },
      ],
    });
  });

  it('tells a host that does not exist from one that is not allowed', async () => {
    const failing: Resolver = async () => {
      throw new Error('ENOTFOUND');
    };
    expect(await checkServerUrl('https://nowhere.example/', local, failing)).toMatchObject({
      reason: 'unknown-host',
    });
    expect(await checkServerUrl('https://empty.example/', local, answering())).toMatchObject({
      reason: 'unknown-host',
    });
  });

  it('reaches this machine only while bound to loopback', async () => {
    const shut = { loopback: false, allowNets: [] };
    expect(await checkServerUrl('http://127.0.0.1:3000/', shut)).toMatchObject({ ok: false });
    expect(await checkServerUrl('http://localhost:3000/', shut)).toMatchObject({ ok: false });
    expect(await checkServerUrl('http://[::1]:3000/', local)).toMatchObject({ ok: true });
    expect(await checkServerUrl('http://[::ffff:127.0.0.1]:3000/', local)).toMatchObject({ ok: false });
  });
});
