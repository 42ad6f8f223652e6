'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Command } from '@/lib/policy';
import type { Problem } from '../document';
import { type Argument, argumentsOf } from '../model/arguments';
import type { Row } from '../model/rows';
import { useActions, useBuilder } from '../state';

/** Whose rules are edited: the arguments they may speak of, and how a change of them is made. */
type Scope = {
  row: Row | null;
  /** Of the rule set that the fields below edit. */
  pointer: string;
  locked: boolean;
  args: readonly Argument[];
  /** Why it was refused, or null. Changes of one group are one undo step, until their field is left. */
  change(commands: Command[], label: string, group?: string): Promise<string | null>;
  remove(commands: Command[], label: string): void;
};

const ScopeContext = createContext<Scope | null>(null);

type RuleScopeProps = { row: Row | null; pointer: string; locked: boolean; children: ReactNode };

export function RuleScope({ row, pointer, locked, children }: RuleScopeProps) {
  const { perform } = useActions();
  const schema = row?.tool.inputSchema;
  const scope = useMemo<Scope>(
    () => ({
      row,
      pointer,
      locked,
      args: argumentsOf(schema),
      change: (commands, label, group) => perform(commands, label, { group, quiet: group !== undefined }),
      remove: (commands, label) => {
        void perform(commands, label);
      },
    }),
    [row, pointer, locked, schema, perform],
  );
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('A rule is drawn outside of its rule set.');
  return scope;
}

/** The findings about one part of the rule set, and not about a part of that part which shows them itself. */
export function useProblemsAt(pointer: string, deep = true): Problem[] {
  const { row, pointer: base } = useScope();
  const all = useBuilder((state) => state.problems);
  const problems = row?.problems ?? all.filter((problem) => problem.pointer.startsWith(base));
  return problems.filter(
    (problem) => problem.pointer === pointer || (deep && problem.pointer.startsWith(`${pointer}/`)),
  );
}
