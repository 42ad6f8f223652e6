import { readEnv } from '@/lib/env';
import { findingPages } from '@/lib/policy';

/** The page of the product's guide that explains a finding; none for faults, which explain themselves. */
export function pageOf(code: string): string | undefined {
  if (!findingPages.some((page) => page.code === code)) return undefined;
  const settings = readEnv(process.env);
  // A bad setting of the product is no reason not to judge a policy.
  return settings.ok ? `${settings.value.baseUrl}/guide/findings/${code}` : undefined;
}
