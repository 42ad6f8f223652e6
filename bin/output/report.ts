import { findingPages } from '@/lib/policy';
import { githubAnnotations } from './github';
import { pageOf } from './guide';
import type { Format, Problem } from './problem';
import { type RuleText, sarifLog } from './sarif';
import { counted, problemLines } from './text';

/** Problems in one of the four formats. `nothing` is what the text format says where there are none. */
export function reportOf(found: readonly Problem[], format: Format, nothing: string): string {
  const problems = found.map((problem): Problem => {
    const page = pageOf(problem.code);
    return page === undefined ? problem : { ...problem, page };
  });
  switch (format) {
    case 'text':
      return problems.length === 0
        ? `${nothing}\n`
        : `${problemLines(problems)}${counted(problems)}\n${explained(problems)}`;
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
  if (page === undefined) return undefined;
  return {
    code,
    title: page.title,
    explanation: `${page.what} ${page.why} ${page.mend}`,
    page: pageOf(code),
  };
}

/** Where to read on, each code once. */
function explained(problems: readonly Problem[]): string {
  const pages = [...new Set(problems.flatMap(({ page }) => page ?? []))];
  return pages.length === 0 ? '' : `\nWhat the codes mean:\n${pages.map((page) => `  ${page}\n`).join('')}`;
}
