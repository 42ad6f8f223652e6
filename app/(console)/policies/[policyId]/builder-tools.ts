import type { BuilderTool } from '@/components/policy-builder';
import type { ToolView } from '@/lib/catalogue';
import type { PolicyTool } from '@/lib/policy';
import { severityOf } from '@/lib/risk';

/** What the engine knows of each tool, with what the catalogue can say about it to a person. */
export function builderTools(tools: readonly PolicyTool[], views: readonly ToolView[]): BuilderTool[] {
  const known = new Map(views.toReversed().map((view) => [view.name, view]));
  return tools.map((tool): BuilderTool => {
    const view = known.get(tool.name);
    if (!view) return tool;
    const { judgement, setByPerson } = view;
    return {
      ...tool,
      annotations: view.annotations ?? undefined,
      severity:
        judgement && judgement.class === tool.class
          ? judgement.severity
          : tool.class && severityOf(tool.class),
      rationale: judgement?.rationale,
      evidence: judgement?.evidence.map(({ where, quote, says }) => ({ where, quote, says })),
      problem: view.problem ?? undefined,
      change: changes[view.review],
      classSetBy: setByPerson?.by,
    };
  });
}

const changes: Record<ToolView['review'], BuilderTool['change']> = {
  reviewed: undefined,
  malformed: undefined,
  unreviewed: 'new',
  drifted: 'changed',
  removed: 'removed',
};
