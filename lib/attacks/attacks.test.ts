import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint, parse, print, riskClasses } from '@/lib/policy';
import { signalCodes } from '@/lib/risk';
import { attackPattern, attackPatterns, attacksOn, attackTest } from './index';

const root = join(import.meta.dirname, '../..');

test('there are at least fifteen patterns, each under an address of its own', () => {
  expect(attackPatterns.length).toBeGreaterThanOrEqual(15);
  expect(new Set(attackPatterns.map(({ slug }) => slug)).size).toBe(attackPatterns.length);
  for (const { slug } of attackPatterns) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test('each class is abused by some pattern, the nearest first', () => {
  for (const riskClass of riskClasses) expect(attacksOn(riskClass)[0]?.classes).toContain(riskClass);
  expect(attacksOn('Financial')[0]?.slug).toBe('financial-overreach');
});

test('what a tool takes brings the pattern that abuses it to the front', () => {
  expect(
    attacksOn('Read', ['file-path'])
      .slice(0, 2)
      .map(({ slug }) => slug),
  ).toEqual(['credential-leak', 'argument-injection-and-path-escape']);
  expect(attacksOn('Execute', ['url'])[0]?.slug).toBe('ssrf-by-registration');
  const known: readonly string[] = signalCodes;
  const named = attackPatterns.flatMap(({ signals = [] }) => signals);
  expect(named.filter((code) => !known.includes(code))).toEqual([]);
});

test('every test of the folder belongs to a pattern', () => {
  const slugs = readdirSync(join(root, 'lib/gateway/attacks'))
    .filter((name) => name.endsWith('.system.test.ts'))
    .map((name) => name.replace('.system.test.ts', ''));
  expect(slugs.filter((slug) => attackPattern(slug) === undefined)).toEqual([]);
});

describe.each(attackPatterns.map((pattern) => [pattern.slug, pattern] as const))('%s', (_slug, pattern) => {
  test('names the test in which the gateway stops it, and it is there', () => {
    expect(existsSync(join(root, attackTest(pattern)))).toBe(true);
  });

  test('its title and summary are plain text, since lists and page heads show them as they are', () => {
    expect(pattern.title + pattern.summary).not.toMatch(/[`*<>]|\]\(/);
  });

  test('its policy is one, and says nothing but what it means', () => {
    expect(parse(print(pattern.policy))).toMatchObject({ ok: true });
    const tools = Object.entries(pattern.tools).map(([name, tool]) => ({
      name,
      review: 'reviewed' as const,
      ...tool,
    }));
    expect(lint(pattern.policy, tools).filter(({ level }) => level !== 'suggestion')).toEqual([]);
  });

  test('its cases have a year and a source that can be opened', () => {
    for (const { year, source } of pattern.cases) {
      expect(year).toBeGreaterThan(2000);
      expect(new URL(source.url).protocol).toBe('https:');
    }
  });

  test('it shows honest work that goes on, and an attack that does not', () => {
    const work = pattern.calls.filter(({ by }) => by === 'work');
    const attack = pattern.calls.filter(({ by }) => by === 'attack');
    expect(work.length).toBeGreaterThan(0);
    expect(attack.length).toBeGreaterThan(0);
    expect(work.every(({ expect: verdict }) => verdict === 'allow')).toBe(true);
    expect(attack.some(({ expect: verdict }) => verdict === 'allow')).toBe(false);
  });
});
