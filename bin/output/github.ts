import type { FindingLevel } from '@/lib/policy';
import { printable } from '../io';
import type { Problem } from './problem';

const commands: { [level in FindingLevel]: string } = {
  error: 'error',
  security: 'error',
  warning: 'warning',
  suggestion: 'notice',
};

/** One workflow command a problem, as GitHub Actions reads them. Foreign text cannot end the command or begin another. */
export function githubAnnotations(problems: readonly Problem[]): string {
  return problems
    .map(({ level, file, line, column, code, message, page }) => {
      const place = `file=${property(file)},line=${line},col=${column},title=${property(code)}`;
      const more = page === undefined ? '' : `%0A${data(page)}`;
      return `::${commands[level]} ${place}::${data(message)}${more}\n`;
    })
    .join('');
}

function data(text: string): string {
  return printable(text)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll('::', ': :');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
