'use client';

import { memo } from 'react';
import { DecisionSwitch } from '@/components/risk/decision';
import { RiskBadge } from '@/components/risk/risk-badge';
import { IconButton } from '@/components/ui/button';
import { later } from '@/components/ui/later';
import { Tabs } from '@/components/ui/tabs';
import { stateOf } from '../document';
import { decideOn } from '../model/intents';
import type { Row } from '../model/rows';
import { type InspectorTab, useActions, useBuilder, useView } from '../state';
import { AboutTab } from './about-tab';
import { AddRule } from './add-rule';
import { ruleCount } from './rule-count';
import { RulesTab } from './rules-tab';
import { RuleScope } from './scope';

/** It brings the engine with it, and is fetched when it is first opened. */
export const TryTab = later(() => import('./try-tab').then((module) => module.TryTab));

/** A tool: its decision, and three tabs. */
export function ToolInspector({ row }: { row: Row }) {
  const tab = useBuilder((state) => state.tab);
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const { look } = useActions();
  const own = row.placement.by === 'tool' || row.placement.by === 'default';
  const editable =
    own && row.decision !== 'hide' && !(row.placement.by === 'default' && row.decision === 'deny');
  return (
    <RuleScope row={row} pointer={row.placement.toolPointer} locked={locked}>
      <Heading row={row} locked={locked} />
      <Tabs<InspectorTab>
        label="About the chosen tool"
        value={tab}
        onChange={(next) => look({ tab: next })}
        className="flex min-h-0 flex-1 flex-col"
        listClassName="px-4 pr-2 shrink-0"
        panelClassName="min-h-0 flex-1 overflow-y-auto data-hidden:hidden"
        aside={tab === 'rules' && editable && <AddRule />}
        tabs={[
          {
            value: 'rules',
            label: 'Rules',
            count: ruleCount(row.ruleSet) || undefined,
            panel: <RulesTab row={row} />,
          },
          { value: 'try', label: 'Try it', panel: tab === 'try' ? <TryTab row={row} /> : null },
          { value: 'about', label: 'About', panel: tab === 'about' ? <AboutTab row={row} /> : null },
        ]}
      />
    </RuleScope>
  );
}

function Heading({ row, locked }: { row: Row; locked: boolean }) {
  const { perform } = useActions();
  const { tool } = row;
  return (
    <header className="grid shrink-0 gap-2 px-4 pt-3 pb-1">
      <div className="flex items-center gap-1">
        <h2
          className="min-w-0 flex-1 truncate font-mono text-14/6 font-semibold tracking-[-0.01em]"
          title={tool.name}
        >
          {tool.name}
        </h2>
        <Among row={row} />
      </div>
      <p className="flex min-w-0 items-center gap-1.5 text-12">
        <RiskBadge size="sm" riskClass={tool.class} />
        <span className="shrink-0 text-ink-2">{tool.severity ?? (tool.class ? '' : 'Not classified')}</span>
        {tool.rationale && (
          <span className="min-w-0 truncate text-ink-3" title={tool.rationale}>
            · {tool.rationale}
          </span>
        )}
      </p>
      <DecisionSwitch
        size="full"
        value={row.decision}
        disabled={locked}
        label={`Decision for ${tool.name}`}
        onChange={(action) => perform(decideOn([row], action), `${tool.name}: ${action}`)}
      />
    </header>
  );
}

/** Which of the tools that are shown it is, and the way to its neighbours. */
function Among({ row }: { row: Row }) {
  const { shown } = useView();
  return <Neighbours row={row} shown={shown} />;
}

const Neighbours = memo(function Neighbours({ row, shown }: { row: Row; shown: readonly Row[] }) {
  const { choose } = useActions();
  const at = shown.indexOf(row);
  const go = (to: number) => {
    const next = shown[to];
    if (next) choose({ kind: 'tool', name: next.tool.name });
  };
  return (
    <>
      {at >= 0 && (
        <span className="mr-1 shrink-0 text-12 text-ink-3">
          {at + 1} of {shown.length}
        </span>
      )}
      <IconButton
        icon="arrow-up"
        label="Previous tool"
        size="sm"
        disabled={at <= 0}
        onClick={() => go(at - 1)}
      />
      <IconButton
        icon="arrow-down"
        label="Next tool"
        size="sm"
        disabled={at < 0 || at >= shown.length - 1}
        onClick={() => go(at + 1)}
      />
    </>
  );
});
