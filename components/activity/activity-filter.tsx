'use client';

import { useId } from 'react';
import { Field, Select, TextInput } from '@/components/ui/field';
import { FilterForm, lookAtOnce } from '@/components/ui/filter-form';
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

export function ActivityFilter({ at, values, servers, grants, tools, rules }: ActivityFilterProps) {
  const id = useId();
  return (
    <FilterForm at={at} values={values}>
      <Field label="Verdict" className="flex-1 basis-24 sm:max-w-36">
        <Select name="verdict" defaultValue={values.verdict ?? ''} onChange={lookAtOnce} className="w-full">
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
          <Select
            name="serverId"
            defaultValue={values.serverId ?? ''}
            onChange={lookAtOnce}
            className="w-full"
          >
            <option value="">Any</option>
            {options(servers)}
          </Select>
        </Field>
      )}
      <Field label="Grant" className="flex-1 basis-28 sm:max-w-44">
        <Select name="grantId" defaultValue={values.grantId ?? ''} onChange={lookAtOnce} className="w-full">
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
        <Select
          name="candidate"
          defaultValue={values.candidate ?? ''}
          onChange={lookAtOnce}
          className="w-full"
        >
          <option value="">Any</option>
          <option value="differs">Would differ</option>
        </Select>
      </Field>
      <Choices id={`${id}-tools`} of={tools} />
      <Choices id={`${id}-rules`} of={rules} />
    </FilterForm>
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
