'use client';

import type { ChangeEvent } from 'react';
import { Field, Select } from '@/components/ui/field';
import { FilterForm, lookAtOnce } from '@/components/ui/filter-form';
import { auditWords, kindWords } from './words';

export type AuditFilterValues = { by?: string; kind?: string; action?: string; subjectId?: string };

type AuditFilterProps = {
  /** The page that is filtered. */
  at: string;
  values: AuditFilterValues;
  authors: { id: string; name: string }[];
  actions: readonly string[];
};

export function AuditFilter({ at, values, authors, actions }: AuditFilterProps) {
  const fitting = actions.filter((action) => !values.kind || action.startsWith(`${values.kind}.`));
  return (
    <FilterForm at={at} values={values}>
      <Field label="Who" className="basis-52 max-sm:basis-full">
        <Select name="by" defaultValue={values.by ?? ''} onChange={lookAtOnce} className="w-full">
          <option value="">Anybody</option>
          {authors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="What" className="basis-36 max-sm:flex-1">
        <Select name="kind" defaultValue={values.kind ?? ''} onChange={chooseKind} className="w-full">
          <option value="">Anything</option>
          {Object.entries(kindWords).map(([kind, { many }]) => (
            <option key={kind} value={kind}>
              {many}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Change" className="basis-52 max-sm:flex-1">
        <Select name="action" defaultValue={values.action ?? ''} onChange={lookAtOnce} className="w-full">
          <option value="">Any</option>
          {fitting.map((action) => (
            <option key={action} value={action}>
              {worded(action)}
            </option>
          ))}
        </Select>
      </Field>
      {values.subjectId && <input type="hidden" name="subjectId" value={values.subjectId} />}
    </FilterForm>
  );
}

/** A change belongs to one kind of thing: choosing another kind gives it up. */
function chooseKind(event: ChangeEvent<HTMLSelectElement>) {
  const action = event.target.form?.elements.namedItem('action');
  if (action instanceof HTMLSelectElement && !action.value.startsWith(`${event.target.value}.`))
    action.value = '';
  lookAtOnce(event);
}

/** `registered a server`. */
function worded(action: string): string {
  const word = auditWords[action] ?? action;
  const [kind = ''] = action.split('.');
  if (/^(became|signed)/.test(word)) return word;
  const of = kindWords[kind]?.one ?? kind;
  if (kind === 'approval') return `${word} a call`;
  return `${word} ${/^[aeiou]/i.test(of) ? 'an' : 'a'} ${of}`;
}
