import { findingPages } from '@/lib/policy';
import { githubAnnotations } from './github';
import type { Format, Problem } from './problem';
import { type RuleText, sarifLog } from './sarif';
import { counted, problemLines } from './text';

/** Problems in one of the four formats. `nothing` is what the text format says where there are none. */
export function reportOf(problems: readonly Problem[], format: Format, nothing: string): string {
  switch (format) {
    case 'text':
      return problems.length === 0 ? `${nothing}\n` : `${problemLines(problems)}${counted(problems)}\n`;
    case 'json':
      return `${JSON.stringify({ problems }, undefined, 2)}\n`;
    case 'github':
      return githubAnnotations(problems);
    case 'sarif':
      return sarifLog(problems, ruleText);
    default:
      return format satisfies never;
  }
}

function ruleText(code: string): RuleText | undefined {
  const page = findingPages.find((candidate) => candidate.code === code);
  return page && { code, title: page.title, explanation: `${page.what} ${page.why} ${page.mend}` };
}
