import { expect, test } from 'vitest';
import { parse } from '@/lib/policy';
import { readImport } from './bring';

const json = '{ "default":"deny", "version" : "1" }\n';

test('a policy.json comes in byte for byte', async () => {
  expect(await readImport(json)).toEqual({ kind: 'policy', text: json });
});

test('a broken one can be opened to be mended', async () => {
  expect(await readImport('{ "version": "2" }')).toMatchObject({
    kind: 'broken',
    text: '{ "version": "2" }',
  });
});

test('Intercept’s YAML is translated, and what was approximated is said', async () => {
  const brought = await readImport(`version: "1"
default: deny
tools:
  create_charge:
    rules:
      - name: "most of a day"
        rate_limit: 5/day
        on_deny: "Enough for today"
`);
  expect(brought.kind).toBe('translated');
  if (brought.kind !== 'translated') return;
  const parsed = parse(brought.text);
  expect(parsed.ok && Object.keys(parsed.policy.tools ?? {})).toEqual(['create_charge']);
});

test('what is neither is refused with a reason', async () => {
  const brought = await readImport('tools: [');
  expect(brought).toMatchObject({ kind: 'refused' });
  expect(brought.kind === 'refused' && brought.notes.length).toBeGreaterThan(0);
});
