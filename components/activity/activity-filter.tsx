'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Field, Select, TextInput } from '@/components/ui/field';
import { type VerdictWord, verdictWords } from './verdict';

export type ActivityFilterValues = {
  serverId?: string;
  grantId?: string;
  verdict?: string;
  tool?: string;
  rule?: string;
  candidate?: string;
};

type Named = { id: string; name: string };

type ActivityFilterProps = {
  /** The page that is filtered. */
  at: string;
  values: ActivityFilterValues;
  /** None on the page of one server. */
  servers: Named[] | null;
  grants: Named[];
  /** To choose from, of what is shown; others can be typed. */
  tools: string[];
  rules: string[];
};

/** What is looked for stands in the address, and can be kept or sent. Without script it is a plain form. */
export function ActivityFilter({ at, values, servers, grants, tools, rules }: ActivityFilterProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const filtered = Object.values(values).some(Boolean);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!form.current) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) {
      if (typeof value === 'string' && value.trim() !== '') query.set(name, value.trim());
    }
    router.push(query.size === 0 ? at : `${at}?${query}`, { scroll: false });
  }
  const choose = () => form.current?.requestSubmit();
  return (
    <form
      ref={form}
      // What was cleared, or came by a link, is what the fields show.
      key={JSON.stringify(values)}
      action={at}
      onSubmit={submit}
      className="mb-3 flex flex-wrap items-end gap-2 *:min-w-0"
      aria-label="Filter"
    >
      <Field label="Verdict" className="flex-1 basis-24 sm:max-w-36">
        <Select name="verdict" defaultValue={values.verdict ?? ''} onChange={choose} className="w-full">
          <option value="">Any</option>
          {(Object.keys(verdictWords) as VerdictWord[]).map((verdict) => (
            <option key={verdict} value={verdict}>
              {verdictWords[verdict]}
            </option>
          ))}
        </Select>
      </Field>
      {servers && (
        <Field label="Server" className="flex-1 basis-28 sm:max-w-44">
          <Select name="serverId" defaultValue={values.serverId ?? ''} onChange={choose} className="w-full">
            <option value="">Any</option>
            {options(servers)}
          </Select>
        </Field>
      )}
      <Field label="Grant" className="flex-1 basis-28 sm:max-w-44">
        <Select name="grantId" defaultValue={values.grantId ?? ''} onChange={choose} className="w-full">
          <option value="">Any</option>
          {options(grants)}
        </Select>
      </Field>
      <Field label="Tool" className="flex-1 basis-36 sm:max-w-56">
        <TextInput
          name="tool"
          list={`${id}-tools`}
          defaultValue={values.tool ?? ''}
          mono
          autoComplete="off"
        />
      </Field>
      <Field label="Rule" className="flex-1 basis-36 sm:max-w-56">
        <TextInput
          name="rule"
          list={`${id}-rules`}
          defaultValue={values.rule ?? ''}
          mono
          autoComplete="off"
        />
      </Field>
      <Field label="Candidate" className="flex-1 basis-28 sm:max-w-44">
        <Select name="candidate" defaultValue={values.candidate ?? ''} onChange={choose} className="w-full">
          <option value="">Any</option>
          <option value="differs">Would differ</option>
        </Select>
      </Field>
      <Button type="submit" size="lg" icon="filter">
        Filter
      </Button>
      {filtered && (
        <ButtonLink href={at} size="lg" variant="ghost">
          Clear
        </ButtonLink>
      )}
      <Choices id={`${id}-tools`} of={tools} />
      <Choices id={`${id}-rules`} of={rules} />
    </form>
  );
}

function Choices({ id, of }: { id: string; of: string[] }) {
  return (
    <datalist id={id}>
      {of.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}

function options(list: Named[]) {
  return list.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
