import { describe, expect, test } from 'vitest';
import { spanAt } from './problem';
import { readText } from './reading';

const text = `{
  "version": "1",
  "default": "deny",
  "hide": ["drop_table"],
  "all_tools": { "validate_arguments": false },
  "tools": {
    "send_mail": { "deny_if": [{ "conditions": [{ "path": "args.to", "op": "eq", "value": "x" }] }] },
    "nobody": {}
  }
}`;

describe('a reading of the text', () => {
  const reading = readText(text, [{ name: 'send_mail' }, { name: 'drop_table' }]);

  test('knows where every rule set and hidden name stands', () => {
    const at = (needle: string) => spanAt(reading.spans, text.indexOf(needle));
    expect(at('"conditions"')).toMatchObject({ pointer: '/tools/send_mail', tool: 'send_mail' });
    expect(at('drop_table')).toMatchObject({ pointer: '/hide/0', tool: 'drop_table' });
    expect(at('"all_tools"')).toMatchObject({ pointer: '/all_tools' });
    expect(at('"version"')).toBeUndefined();
  });

  test('places a finding at the key of what it is about', () => {
    const unknown = reading.problems.find((problem) => problem.code === 'unknown-tool');
    expect(text.slice(unknown?.offset, (unknown?.offset ?? 0) + (unknown?.length ?? 0))).toBe('"nobody"');
  });

  test('gives every problem a name of its own', () => {
    const ids = reading.problems.map((problem) => problem.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tells all faults of a text that is no policy, at their places', () => {
    const broken = readText('{ "version": "2", "defalt": "deny" }', []);
    expect(broken.faults.length).toBeGreaterThanOrEqual(2);
    expect(broken.problems.length).toBeGreaterThanOrEqual(2);
    expect(broken.problems.every((problem) => problem.isFault && problem.level === 'error')).toBe(true);
  });
});
