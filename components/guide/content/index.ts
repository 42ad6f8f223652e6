/** What the guide says. Tables come from the engine's own registries, and every example is decided by a test. */
import type { GuidePage } from '../model';
import { beginPage } from './begin';
import { clientsPage } from './clients';
import { commandLinePage } from './command-line';
import { findingGuidePages, findingsPage } from './findings';
import { languagePage } from './language';
import { oauthPage } from './oauth';

export { findingGuidePages } from './findings';

/** The chapters, in the order of reading. */
export const chapters: readonly GuidePage[] = [
  beginPage,
  clientsPage,
  oauthPage,
  languagePage,
  findingsPage,
  commandLinePage,
];

export const guidePages: readonly GuidePage[] = [...chapters, ...findingGuidePages];

export function guidePage(path: string): GuidePage | undefined {
  return guidePages.find((page) => page.path === path);
}
