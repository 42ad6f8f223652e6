import type { FindingLevel } from '@/lib/policy';
import { printable } from '../io';
import type { Problem } from './problem';

/** One problem a line, `file:line:column level message (code)`, with the fix below it where there is one. */
export function problemLines(problems: readonly Problem[]): string {
  return problems
    .map(({ file, line, column, level, message, code, fix }) => {
      const first = `${printable(file)}:${line}:${column}  ${level}  ${printable(message)}  [${code}]\n`;
      return fix === undefined ? first : `${first}    fix: ${printable(fix)}\n`;
    })
    .join('');
}

/** `2 errors, 1 warning`. */
export function counted(problems: readonly Problem[]): string {
  const words: [FindingLevel, string, string][] = [
    ['error', 'error', 'errors'],
    ['security', 'security finding', 'security findings'],
    ['warning', 'warning', 'warnings'],
    ['suggestion', 'suggestion', 'suggestions'],
  ];
  const parts = words.flatMap(([level, one, many]) => {
    const count = problems.filter((problem) => problem.level === level).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return parts.join(', ');
}
