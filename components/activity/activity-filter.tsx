import { Button, ButtonLink } from '@/components/ui/button';
import { Field, Select, TextInput } from '@/components/ui/field';
import { type VerdictWord, verdictWords } from './verdict';

export type ActivityFilterValues = {
  serverId?: string;
  grantId?: string;
  verdict?: string;
  tool?: string;
  rule?: string;
};

type Named = { id: string; name: string };

/** A plain form: what is looked for stands in the address, and can be kept or sent. */
export function ActivityFilter({
  values,
  servers,
  grants,
}: {
  values: ActivityFilterValues;
  servers: Named[];
  grants: Named[];
}) {
  return (
    <form action="/activity" className="mb-3 flex flex-wrap items-end gap-2" aria-label="Filter">
      <Field label="Verdict" className="basis-32">
        <Select name="verdict" defaultValue={values.verdict ?? ''} className="w-full">
          <option value="">All</option>
          {(Object.keys(verdictWords) as VerdictWord[]).map((verdict) => (
            <option key={verdict} value={verdict}>
              {verdictWords[verdict]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Server" className="basis-40">
        <Select name="serverId" defaultValue={values.serverId ?? ''} className="w-full">
          <option value="">All</option>
          {options(servers)}
        </Select>
      </Field>
      <Field label="Grant" className="basis-40">
        <Select name="grantId" defaultValue={values.grantId ?? ''} className="w-full">
          <option value="">All</option>
          {options(grants)}
        </Select>
      </Field>
      <Field label="Tool" className="basis-40">
        <TextInput name="tool" defaultValue={values.tool ?? ''} mono />
      </Field>
      <Field label="Rule" className="basis-40">
        <TextInput name="rule" defaultValue={values.rule ?? ''} mono />
      </Field>
      <Button type="submit" size="lg" icon="filter">
        Filter
      </Button>
      <ButtonLink href="/activity" size="lg" variant="ghost">
        Clear
      </ButtonLink>
    </form>
  );
}

function options(list: Named[]) {
  return list.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
