import type { FindingLevel } from '../language';
import { type FindingCode, findingLevels } from './levels';
import { errorPages } from './pages/errors';
import type { Page } from './pages/page';
import { argumentSecurityPages } from './pages/security-arguments';
import { toolSecurityPages } from './pages/security-tools';
import { suggestionPages } from './pages/suggestions';
import { ruleWarningPages } from './pages/warnings-rules';
import { toolWarningPages } from './pages/warnings-tools';

/** A code with the text of its page in the guide. */
export type FindingPage = Page & { code: FindingCode; level: FindingLevel };

const pages: { [code in FindingCode]: Page } = {
  ...errorPages,
  ...argumentSecurityPages,
  ...toolSecurityPages,
  ...ruleWarningPages,
  ...toolWarningPages,
  ...suggestionPages,
};

/** Every code that `lint` knows, gravest level first, with the text of its page. */
export const findingPages: readonly FindingPage[] = Object.entries(findingLevels).map(([code, level]) => ({
  code: code as FindingCode,
  level,
  ...pages[code as FindingCode],
}));
