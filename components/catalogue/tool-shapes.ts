import type { Json } from '@/lib/json';
import type { Sentence } from '@/lib/policy';
import type { Classification, RiskFinding } from '@/lib/risk';
import type { IndexSize, ServerShown, ToolShown } from './shapes';

export type ToolFactsShown = ToolShown & {
  description: string | null;
  inputSchema?: Json | undefined;
  annotations?: Json | undefined;
  digest: string;
  judgement: Classification;
  findings: readonly RiskFinding[];
};

export type ToolPageProps = {
  tool: ToolFactsShown;
  server: ServerShown;
  size: IndexSize;
  siblings: readonly ToolShown[];
  related: readonly ToolShown[];
  /** The recommended policy.json, and what it says. null where no policy can name the tool. */
  policy: { text: string; sentences: readonly Sentence[] } | null;
  /** Where the gateway of this installation is reached: `https://host/mcp/`. */
  gateway: string;
};
