'use client';

import { useRouter } from 'next/navigation';
import { type ChangeEvent, type FormEvent, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Field, Select } from '@/components/ui/field';
import { auditWords, kindWords } from './words';

export type AuditFilterValues = { by?: string; kind?: string; action?: string; subjectId?: string };

type AuditFilterProps = {
  /** The page that is filtered. */
  at: string;
  values: AuditFilterValues;
  authors: { id: string; name: string }[];
  actions: readonly string[];
};

/** What is looked for stands in the address, and can be kept or sent. Without script it is a plain form. */
export function AuditFilter({ at, values, authors, actions }: AuditFilterProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  function go(data: FormData) {
    const query = new URLSearchParams();
    for (const [name, value] of data) if (typeof value === 'string' && value !== '') query.set(name, value);
    router.push(query.size === 0 ? at : `${at}?${query}`, { scroll: false });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (form.current) go(new FormData(form.current));
  }
  function choose({ target }: ChangeEvent<HTMLSelectElement>) {
    if (!form.current) return;
    const data = new FormData(form.current);
    // A change belongs to one kind of thing: choosing another kind gives it up.
    const action = String(data.get('action') ?? '');
    if (target.name === 'kind' && !action.startsWith(`${target.value}.`)) data.delete('action');
    go(data);
  }
  const fitting = actions.filter((action) => !values.kind || action.startsWith(`${values.kind}.`));
  const filtered = Object.values(values).some(Boolean);
  return (
    <form
      ref={form}
      // What was cleared, or came by a link, is what the fields show.
      key={JSON.stringify(values)}
      action={at}
      onSubmit={submit}
      className="mb-3 flex flex-wrap items-end gap-2"
      aria-label="Filter"
    >
      <Field label="Who" className="basis-52 max-sm:basis-full">
        <Select name="by" defaultValue={values.by ?? ''} onChange={choose} className="w-full">
          <option value="">Anybody</option>
          {authors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="What" className="basis-36 max-sm:flex-1">
        <Select name="kind" defaultValue={values.kind ?? ''} onChange={choose} className="w-full">
          <option value="">Anything</option>
          {Object.entries(kindWords).map(([kind, { many }]) => (
            <option key={kind} value={kind}>
              {many}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Change" className="basis-52 max-sm:flex-1">
        <Select name="action" defaultValue={values.action ?? ''} onChange={choose} className="w-full">
          <option value="">Any</option>
          {fitting.map((action) => (
            <option key={action} value={action}>
              {worded(action)}
            </option>
          ))}
        </Select>
      </Field>
      {values.subjectId && <input type="hidden" name="subjectId" value={values.subjectId} />}
      <Button type="submit" size="lg" icon="filter">
        Filter
      </Button>
      {filtered && (
        <ButtonLink href={at} size="lg" variant="ghost">
          Clear
        </ButtonLink>
      )}
    </form>
  );
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
