import { describe, expect, it } from 'vitest';
import type { PolicyTool } from './language';
import { denyAll, readOnly, recommend, recommendByClass } from './recommend';

const tools: PolicyTool[] = [
  { name: 'list_scans', class: 'Read' },
  { name: 'create_note', class: 'Write' },
  { name: 'start_security_scan', class: 'Execute' },
  { name: 'delete_scan', class: 'Destructive' },
  { name: 'buy_credits', class: 'Financial' },
  { name: 'mystery' },
];

describe('recommend', () => {
  it('gives the documented policy for one Execute tool', () => {
    const policy = recommend([{ name: 'start_security_scan', class: 'Execute' }]);
    expect(JSON.stringify(policy)).toBe(
      '{"version":"1","default":"deny","tools":{"start_security_scan":{"limits":[{"counter":"start_security_scan_rate","window":"minute","max":10,"scope":"grant"}]}}}',
    );
  });

  it('hides Destructive tools, holds Financial ones, counts Write and Execute, and leaves out what has no class', () => {
    expect(recommend(tools)).toEqual({
      version: '1',
      default: 'deny',
      hide: ['delete_scan'],
      tools: {
        list_scans: {},
        create_note: { limits: [{ counter: 'create_note_rate', window: 'minute', max: 30, scope: 'grant' }] },
        start_security_scan: {
          limits: [{ counter: 'start_security_scan_rate', window: 'minute', max: 10, scope: 'grant' }],
        },
        buy_credits: { action: 'approve' },
      },
    });
  });

  it('never writes a name with a star, which as a key would let other tools through', () => {
    const policy = recommend([
      { name: '*', class: 'Read' },
      { name: 'delete_*', class: 'Destructive' },
    ]);
    expect(policy).toEqual({ version: '1', default: 'deny', tools: {} });
  });

  it('takes the severest class of definitions that share a name, and none if one of them has no class', () => {
    const policy = recommend([
      { name: 'a', class: 'Read' },
      { name: 'a', class: 'Destructive' },
      { name: 'b', class: 'Read' },
      { name: 'b' },
    ]);
    expect(policy).toEqual({ version: '1', default: 'deny', hide: ['a'], tools: {} });
  });

  it('keeps tools that are called like parts of an object', () => {
    const policy = recommend([
      { name: '__proto__', class: 'Read' },
      { name: 'constructor', class: 'Read' },
    ]);
    expect(Object.keys(policy.tools ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(policy.tools)).toBe(Object.prototype);
  });

  it('keeps the counter of the longest name within its bound', () => {
    const name = '😀'.repeat(256);
    const counter = recommend([{ name, class: 'Write' }]).tools?.[name]?.limits?.[0]?.counter ?? '';
    expect([...counter].length).toBe(256);
  });
});

describe('the other starting points', () => {
  it('says the recommendation by class for the classes that occur, or for all five', () => {
    expect(Object.keys(recommendByClass(tools.slice(0, 3)).classes ?? {})).toEqual([
      'Read',
      'Write',
      'Execute',
    ]);
    expect(recommendByClass().classes).toEqual({
      Read: {},
      Write: { limits: [{ counter: 'Write_rate', window: 'minute', max: 30, scope: 'grant' }] },
      Execute: { limits: [{ counter: 'Execute_rate', window: 'minute', max: 10, scope: 'grant' }] },
      Destructive: { action: 'hide' },
      Financial: { action: 'approve' },
    });
  });

  it('lets only Read tools through when read only, and none when all is denied', () => {
    expect(readOnly(tools)).toEqual({ version: '1', default: 'deny', tools: { list_scans: {} } });
    expect(denyAll()).toEqual({ version: '1', default: 'deny', tools: {} });
  });
});
