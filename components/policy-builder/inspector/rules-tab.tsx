'use client';

import type { ReactNode } from 'react';
import { Chip } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { chipsOf } from '../model/chips';
import { asJson, decideOn, keyOf, ownRuleSet } from '../model/intents';
import type { Row } from '../model/rows';
import { useActions, useDerived } from '../state';
import { AddRule } from './add-rule';
import { Note } from './note';
import { RuleSetForm } from './rule-set-form';
import { useScope } from './scope';

/** What the rules of this tool are, and from where: its own are fields, those of others a way to them. */
export function RulesTab({ row }: { row: Row }) {
  const { placement, decision, ruleSet } = row;
  switch (placement.by) {
    case 'hide':
      return (
        <Part row={row}>
          <Hidden row={row} />
        </Part>
      );
    case 'pattern':
    case 'class':
      return (
        <Part row={row}>
          <Inherited row={row} />
        </Part>
      );
    case 'default':
      return decision === 'deny' ? (
        <Part row={row}>
          <Undecided row={row} />
        </Part>
      ) : (
        <RuleSetForm ruleSet={undefined} />
      );
    case 'tool':
      return decision === 'hide' ? (
        <Part row={row}>
          <Plain title="Hidden">
            Agents do not see this tool, and a call of it is refused. Its rules rest meanwhile.
          </Plain>
        </Part>
      ) : (
        <RuleSetForm ruleSet={ruleSet ?? {}} withAction />
      );
    default:
      return placement.by satisfies never;
  }
}

function Part({ row, children }: { row: Row; children: ReactNode }) {
  return (
    <div className="grid gap-3 p-4">
      {children}
      {row.problems.map((problem) => (
        <Note key={problem.id} problem={problem} />
      ))}
    </div>
  );
}

function Plain({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="text-12 font-semibold">{title}</h3>
      <p className="text-13 text-ink-2">{children}</p>
    </div>
  );
}

/** Hidden by its name, which the decision above changes, or by a pattern, which has to go first. */
function Hidden({ row }: { row: Row }) {
  const { perform } = useActions();
  const { locked } = useScope();
  const policy = useDerived((store) => store.derived.policy());
  const rows = useDerived((store) => store.derived.rows());
  const { pointer } = row.placement;
  const entry = policy.hide?.[Number(pointer?.slice('/hide/'.length))];
  const others = rows.filter((other) => other.placement.pointer === pointer).length;
  return (
    <>
      <Plain title="Hidden">
        Agents do not see this tool, and a call of it is refused. No rule is asked.
      </Plain>
      {entry !== undefined && entry !== row.tool.name && pointer !== null && (
        <>
          <p className="text-13 text-ink-2">
            The pattern <code>{entry}</code> hides it, with {others} {others === 1 ? 'tool' : 'tools'} in all.
            Take the pattern away to decide about one of them alone.
          </p>
          <Button
            size="sm"
            className="justify-self-start"
            disabled={locked}
            onClick={() => perform([{ kind: 'remove', pointer }], `Do not hide ${entry}`)}
          >
            Take the pattern away
          </Button>
        </>
      )}
    </>
  );
}

function Undecided({ row }: { row: Row }) {
  const { perform } = useActions();
  const { locked } = useScope();
  const { name } = row.tool;
  return (
    <>
      <Plain title="Denied, as nothing lists it">
        The policy does not speak about this tool, so every call of it is denied. Rules count once it is
        allowed.
      </Plain>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon="allow"
          disabled={locked}
          onClick={() => perform(decideOn([row], 'allow'), `${name}: allow`)}
        >
          Allow it
        </Button>
        <AddRule word="Allow it with a rule" />
      </div>
    </>
  );
}

function Inherited({ row }: { row: Row }) {
  const { choose, perform } = useActions();
  const { locked } = useScope();
  const { placement, ruleSet, tool } = row;
  if (placement.pointer === null) return null;
  const { pointer } = placement;
  const key = keyOf(pointer);
  const chips = chipsOf(ruleSet);
  return (
    <>
      <Plain title="Rules shared with others">
        {placement.by === 'class' ? `All ${key} tools` : <code>{key}</code>}{' '}
        {placement.by === 'class'
          ? 'without rules of their own are ruled alike.'
          : 'matches this name and rules it.'}
      </Plain>
      {chips.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {chips.map((chip) => (
            <Chip key={chip.text}>{chip.text}</Chip>
          ))}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => choose({ kind: 'shared', pointer })}>
          Edit the shared rules
        </Button>
        <Button
          size="sm"
          disabled={locked}
          onClick={() =>
            perform(
              [{ kind: 'set', pointer: placement.toolPointer, value: asJson(ownRuleSet(row)) }],
              `Own rules for ${tool.name}`,
            )
          }
        >
          Give this tool its own
        </Button>
      </div>
    </>
  );
}
