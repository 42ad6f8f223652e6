import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, edit, parse } from '@/lib/policy';
import { mergePolicies } from './merge';

const base = `{
  "version": "1",
  "default": "deny",
  "tools": {
    "list": { "action": "allow" },
    "read": { "action": "allow" },
    "send": { "action": "approve" }
  },
  "hide": ["drop"]
}
`;

const replaced = (from: string, to: string, text = base) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('two who changed the same policy', () => {
  test('keep both changes of tools that stand side by side', () => {
    const mine = replaced('"read": { "action": "allow" }', '"read": { "action": "deny" }');
    const theirs = replaced('"list": { "action": "allow" }', '"list": { "action": "approve" }');
    expect(mergePolicies(base, mine, theirs)).toBe(
      replaced('"list": { "action": "allow" }', '"list": { "action": "approve" }', mine),
    );
  });

  test('are asked where one hides the tool that the other gave rules, though no line is touched by both', () => {
    const mine = replaced('"hide": ["drop"]', '"hide": ["drop", "list"]');
    const theirs = replaced('"list": { "action": "allow" }', '"list": { "action": "approve" }');
    expect(mergePolicies(base, mine, theirs)).toBeNull();
    expect(mergePolicies(base, theirs, mine)).toBeNull();
  });

  test('are asked where both changed one tool, and not where they changed it alike', () => {
    const mine = replaced('"read": { "action": "allow" }', '"read": { "action": "deny" }');
    const theirs = replaced('"read": { "action": "allow" }', '"read": { "action": "approve" }');
    expect(mergePolicies(base, mine, theirs)).toBeNull();
    expect(mergePolicies(base, mine, mine)).toBe(mine);
  });

  test('may both hide and show tools', () => {
    const mine = replaced('"hide": ["drop"]', '"hide": ["drop", "wipe"]');
    const theirs = replaced('"hide": ["drop"]', '"hide": ["purge"]');
    const merged = mergePolicies(base, mine, theirs) ?? '';
    expect(JSON.parse(merged).hide).toEqual(['purge', 'wipe']);
  });

  test('keep what one took away while the other changed something else', () => {
    const mine = replaced('    "read": { "action": "allow" },\n', '');
    const theirs = replaced('"default": "deny"', '"default": "allow"');
    const merged = JSON.parse(mergePolicies(base, mine, theirs) ?? '');
    expect(merged.tools).not.toHaveProperty('read');
    expect(merged.default).toBe('allow');
  });

  test('keep the bytes of theirs that this person did not speak about', () => {
    const theirs = replaced('"hide": ["drop"]', '"hide": [ "drop" ]');
    const mine = replaced('"default": "deny"', '"default": "allow"');
    expect(mergePolicies(base, mine, theirs)).toBe(
      replaced('"default": "deny"', '"default": "allow"', theirs),
    );
  });

  test('is nothing to merge for a text that is no policy', () => {
    expect(mergePolicies(base, 'oops', base)).toBeNull();
    expect(mergePolicies(base, base, '[]')).toBeNull();
  });
});

const names = ['list', 'read', 'send', '__proto__', 'a/b~c'];
const step = fc.oneof(
  fc.record({ tool: fc.constantFrom(...names), action: fc.constantFrom('allow', 'deny', 'approve') }),
  fc.record({ tool: fc.constantFrom(...names), action: fc.constant('hide' as const) }),
);

test('what only one changed is in the result, whatever was changed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 4 }), fc.array(step, { maxLength: 4 }), (ours, others) => {
      const after = (steps: typeof ours) =>
        steps.reduce((text, { tool, action }) => {
          const done = edit(text, [{ kind: 'decide', tools: [tool], action: action as 'deny' }]);
          return done.ok ? applyEdits(text, done.edits) : text;
        }, base);
      const [mine, theirs] = [after(ours), after(others)];
      const merged = mergePolicies(base, mine, theirs);
      const touched = new Set(others.map(({ tool }) => tool));
      if (ours.every(({ tool }) => !touched.has(tool))) expect(merged).not.toBeNull();
      if (merged === null) return;
      const [got, wish, now] = [merged, mine, theirs].map((text) => {
        const read = parse(text);
        if (!read.ok) throw new Error('no policy');
        return read.policy;
      });
      const said = (policy: typeof got, tool: string) => [
        Object.entries(policy?.tools ?? {}).find(([name]) => name === tool)?.[1]?.action,
        policy?.hide?.includes(tool) ?? false,
      ];
      for (const tool of names) {
        if (!touched.has(tool)) expect(said(got, tool)).toEqual(said(wish, tool));
        else if (ours.every((one) => one.tool !== tool)) expect(said(got, tool)).toEqual(said(now, tool));
      }
    }),
  );
});
