import { describe, expect, it } from 'vitest';
import { EditServer, RegisterByCommand, RegisterByUrl } from './index';
import { fileStem } from './read';
import { nameOfCommand } from './register';

const first = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
  result.error?.issues[0]?.message;
const byUrl = (more: object) => RegisterByUrl.safeParse({ url: 'https://mcp.example.com/mcp', ...more });

describe('an address that somebody types', () => {
  it.each([
    'ftp://a.example',
    'mcp.example.com',
    'https://user:pw@a.example/mcp',
    'http://0x7f.1/mcp',
    'javascript:alert(1)',
    '',
  ])('is refused in a sentence: %s', (url) => {
    expect(first(byUrl({ url }))).toMatch(/\.$/);
  });

  it('may be plain http, have a port and a query', () => {
    expect(byUrl({ url: ' http://127.0.0.1:3001/mcp?x=1 ' }).data?.url).toBe('http://127.0.0.1:3001/mcp?x=1');
  });
});

describe('headers', () => {
  it.each([
    ['a line break', [{ name: 'A', value: 'x\r\nHost: evil' }]],
    ['a name with a blank', [{ name: 'A B', value: 'x' }]],
    ['a header of the connection', [{ name: 'Host', value: 'x' }]],
    ['a header of the protocol', [{ name: 'Mcp-Session-Id', value: 'x' }]],
    [
      'one name twice',
      [
        { name: 'a', value: 'x' },
        { name: 'A', value: 'y' },
      ],
    ],
  ])('are refused with %s', (_what, headers) => {
    expect(byUrl({ headers }).success).toBe(false);
  });

  it('keep a stored value by null when edited, and never when registered', () => {
    const headers = [{ name: 'Authorization', value: null }];
    expect(EditServer.safeParse({ serverId: 'x', headers }).success).toBe(true);
    expect(byUrl({ headers }).success).toBe(false);
  });
});

describe('a command', () => {
  it('holds no NUL, and its variables are names', () => {
    const parse = (more: object) =>
      RegisterByCommand.safeParse({ command: 'npx', confirmed: [], ...more }).success;
    expect(parse({})).toBe(true);
    expect(parse({ args: ['a\0b'] })).toBe(false);
    expect(parse({ command: 'a\nb' })).toBe(false);
    expect(parse({ env: [{ name: 'A=B', value: '' }] })).toBe(false);
  });

  it.each([
    ['npx', ['-y', '@acme/tools-mcp@1.2.3'], 'tools-mcp'],
    ['uvx', ['mcp-server-git'], 'mcp-server-git'],
    ['docker', ['run', '-i', 'ghcr.io/acme/server'], 'server'],
    ['/usr/local/bin/my-server', [], 'my-server'],
    ['C:\\tools\\server.exe', [], 'server.exe'],
  ])('names its server after the program: %s %j', (command, args, name) => {
    expect(nameOfCommand(command, args)).toBe(name);
  });
});

describe('a file', () => {
  it('is named in letters, digits and hyphens, whatever the server is called', () => {
    expect(fileStem('Ünï côdé / ../../etc')).toBe('u-ni-co-de-etc');
    expect(fileStem('"; rm -rf ~')).toBe('rm-rf');
    expect(fileStem('日本')).toBe('server');
  });
});
