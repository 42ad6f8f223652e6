import { type PolicyTool, print, recommend } from '@/lib/policy';
import { type IndexedTool, serverTools } from '@/lib/registry';

/** The recommended policy for one tool; null where no policy can name it without naming others. */
export function toolPolicy({ name, class: riskClass }: Pick<IndexedTool, 'name' | 'class'>): string | null {
  return policyFor([{ name, class: riskClass }]);
}

/** The same for a whole server; null where none of its tools is known. */
export async function starterPolicy(server: string): Promise<string | null> {
  return policyFor(await serverTools(server));
}

function policyFor(tools: readonly PolicyTool[]): string | null {
  const policy = recommend(tools);
  const named = (policy.hide?.length ?? 0) + Object.keys(policy.tools ?? {}).length;
  return named === 0 ? null : print(policy);
}
