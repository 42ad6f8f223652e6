'use client';

import { riskOrder } from '@/components/risk/risk-badge';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { plainly } from '@/components/ui/foreign-text';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import type { RiskClass } from '@/lib/policy';
import type { ToolFacts } from '../shapes';

const classNames = riskOrder.filter((name) => name !== 'Unclassified');

type ClassChooserProps = {
  tool: ToolFacts;
  now: number;
  setClass: Ask<{ serverId: string; toolId: string; class: RiskClass | null }, unknown>;
  onChanged: () => void;
};

/** A person's class wins over the classifier's, and says whose it is. */
export function ClassChooser({ tool, now, setClass, onChanged }: ClassChooserProps) {
  const { run, busy, trouble } = useAction(setClass, (_, input) => {
    toast(
      input.class
        ? `${plainly(tool.name)} counts as ${input.class}.`
        : `${plainly(tool.name)} is classified by Sallyport again.`,
    );
    onChanged();
  });
  const ask = (riskClass: RiskClass | null) =>
    run({ serverId: tool.serverId, toolId: tool.id, class: riskClass });
  const { setByPerson, judgement } = tool;
  return (
    <div className="grid gap-2">
      <TroubleNotice trouble={trouble} />
      <Field
        label="Risk class"
        hint={
          setByPerson ? (
            <>
              Set by <bdi>{setByPerson.by}</bdi>, <Ago at={setByPerson.at} now={now} />. The classifier says{' '}
              {judgement ? judgement.class : 'nothing'}.
            </>
          ) : (
            'As classified. What you set wins, and your name stands beside it.'
          )
        }
      >
        <div className="flex flex-wrap gap-2">
          <Select
            value={tool.class ?? ''}
            disabled={busy}
            aria-label="Risk class"
            className="w-44"
            onChange={(event) => {
              const chosen = classNames.find((name) => name === event.target.value);
              if (chosen) ask(chosen);
            }}
          >
            {tool.class === null && <option value="">Unknown</option>}
            {classNames.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
          {setByPerson && (
            <Button size="lg" busy={busy} onClick={() => ask(null)}>
              As classified
            </Button>
          )}
        </div>
      </Field>
    </div>
  );
}
