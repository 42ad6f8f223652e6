import type { FindingLevel } from '../language';
import { type FindingCode, findingLevels } from './levels';
import type { Page } from './page';
import { errorPages } from './page-errors';
import { argumentSecurityPages } from './page-security-arguments';
import { toolSecurityPages } from './page-security-tools';
import { suggestionPages } from './page-suggestions';
import { ruleWarningPages } from './page-warnings-rules';
import { toolWarningPages } from './page-warnings-tools';

/** A code with the text of its page in the guide. */
export type FindingPage = Page & { code: FindingCode; level: FindingLevel };

/**
 * Every code that `lint` knows, gravest level first, with the text of its page. A bundle that does not use it leaves all of it out: hence
 * the mark.
 */
export const findingPages: readonly FindingPage[] = /* @__PURE__ */ allPages();

function allPages(): FindingPage[] {
  const pages: { [code in FindingCode]: Page } = {
    ...errorPages,
    ...argumentSecurityPages,
    ...toolSecurityPages,
    ...ruleWarningPages,
    ...toolWarningPages,
    ...suggestionPages,
  };
  return Object.entries(findingLevels).map(([code, level]) => ({
    code: code as FindingCode,
    level,
    ...pages[code as FindingCode],
  }));
}
