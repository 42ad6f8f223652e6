import type { FindingLevel } from '@/lib/policy';
import { version } from '../../package.json';
import { printable } from '../io';
import type { Problem } from './problem';

/** What is known of a code beyond one finding of it. */
export type RuleText = { code: string; title: string; explanation: string; page?: string | undefined };

const sarifLevels: { [level in FindingLevel]: string } = {
  error: 'error',
  security: 'error',
  warning: 'warning',
  suggestion: 'note',
};

/** A log in SARIF 2.1.0 (OASIS), with one rule for each code that occurs. */
export function sarifLog(
  problems: readonly Problem[],
  textOf: (code: string) => RuleText | undefined,
): string {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Sallyport', version, rules: codes.map((code) => ruleOf(code, textOf(code))) },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, codes.indexOf(problem.code))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: string, text: RuleText | undefined) {
  if (text === undefined) return { id: code };
  const { title, explanation, page } = text;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    ...(page === undefined ? {} : { helpUri: page, help: { text: `${explanation} See ${page}.` } }),
  };
}

function resultOf(problem: Problem, ruleIndex: number) {
  return {
    ruleId: problem.code,
    ruleIndex,
    level: sarifLevels[problem.level],
    message: { text: plain(problem.message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(problem.file) },
          region: { startLine: problem.line, startColumn: problem.column },
        },
        logicalLocations: [{ fullyQualifiedName: printable(problem.pointer) || '/' }],
      },
    ],
    properties: { level: problem.level },
  };
}

/** Text in which nothing is a link: viewers read `[text](address)` in a message as one, unless it is escaped (3.11.6). */
function plain(text: string): string {
  return printable(text).replace(/[\\[\]]/g, '\\$&');
}

/** A relative or absolute path as a URI reference. */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
