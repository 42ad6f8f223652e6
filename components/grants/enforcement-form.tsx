'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { CheckboxLine, Field, Select, TextInput } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

type Setting = 'deny' | 'hold' | 'allow';
export type EnforcementValues = {
  serverId: string;
  unreviewed: Setting;
  drifted: Setting;
  timeoutMs: number;
  maxInFlight: number;
  recordsArguments: boolean;
  argumentsDays: number;
  recordsDays: number;
};

const numbers = [
  ['timeoutMs', 'Time-out, seconds', 'How long an answer may take to begin.', 1_000],
  ['maxInFlight', 'Calls at once', 'In each process of Sallyport; more are refused.', 1],
  ['recordsDays', 'Days that records are kept', undefined, 1],
  ['argumentsDays', 'Days that arguments are kept', undefined, 1],
] as const;

/** How the gateway treats calls to this server, whatever the policies say. */
export function EnforcementForm({
  values,
  save,
}: {
  values: EnforcementValues;
  save: Ask<EnforcementValues, unknown>;
}) {
  const router = useRouter();
  const [draft, setDraft] = useState(values);
  const { run, busy, trouble, fault } = useAction(save, () => {
    toast('Saved. It holds from the next call on.');
    router.refresh();
  });
  const names = Object.keys(values) as (keyof EnforcementValues)[];
  const changed = names.some((name) => !Object.is(draft[name], values[name]));
  const set = (more: Partial<EnforcementValues>) => setDraft({ ...draft, ...more });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (changed) void run(draft);
  }
  return (
    <Card>
      <CardHeader title="Calls to this server" />
      <form method="post" onSubmit={submit} noValidate className="grid gap-3 border-t border-line p-4">
        <TroubleNotice trouble={trouble} shownBeside={numbers.map(([name]) => name)} />
        <SettingField
          label="A tool that nobody reviewed"
          value={draft.unreviewed}
          onChange={(unreviewed) => set({ unreviewed })}
        />
        <SettingField
          label="A tool that changed since its review"
          value={draft.drifted}
          onChange={(drifted) => set({ drifted })}
        />
        {numbers.map(([name, label, hint, unit]) => (
          <Field key={name} label={label} hint={hint} error={fault(name)}>
            <TextInput
              type="number"
              min={1}
              value={Number.isNaN(draft[name]) ? '' : draft[name] / unit}
              onChange={(event) => set({ [name]: Math.round(event.target.valueAsNumber * unit) })}
            />
          </Field>
        ))}
        <CheckboxLine
          checked={draft.recordsArguments}
          onChange={(event) => set({ recordsArguments: event.target.checked })}
          hint="Secrets are masked, and the values are encrypted. Without this only their names are kept."
        >
          Keep the values of arguments
        </CheckboxLine>
        <div className="flex justify-end">
          <Button type="submit" size="lg" variant="primary" busy={busy} aria-disabled={!changed}>
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}

type SettingFieldProps = { label: string; value: Setting; onChange: (value: Setting) => void };

function SettingField({ label, value, onChange }: SettingFieldProps) {
  return (
    <Field label={label}>
      <Select value={value} onChange={(event) => onChange(event.target.value as Setting)} className="w-full">
        <option value="deny">Deny the call</option>
        <option value="hold">Hold the call for a person</option>
        <option value="allow">Let the policy decide</option>
      </Select>
    </Field>
  );
}
