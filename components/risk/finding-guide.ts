import { findingLevels } from '@/lib/policy';

/** The page of a finding's code in the guide. Undefined for the code of a fault, which its message explains. */
export function guideOf(code: string): string | undefined {
  return Object.hasOwn(findingLevels, code) ? findingPath(code) : undefined;
}

export function findingPath(code: string): string {
  return `/guide/findings/${code}`;
}
