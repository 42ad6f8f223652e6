'use client';

import { CheckboxLine, Field, Select, TextInput } from '@/components/ui/field';
import { type GrantInput, type PolicyChoice, permissions } from './shapes';

export type GrantDraft = Omit<GrantInput, 'expiresAt'> & {
  /** '' is never; a number of days from now; or a moment in UTC as `2030-01-31T12:00`. */
  expires: string;
};

export const grantFieldNames = [
  'label',
  'policyId',
  'policyNumber',
  'candidateId',
  'candidateNumber',
  'expiresAt',
  'maxInFlight',
];

type GrantFieldsProps = {
  draft: GrantDraft;
  onChange: (draft: GrantDraft) => void;
  policies: PolicyChoice[];
  fault: (field: string) => string | undefined;
};

/** What a grant is: the same fields when it is made and when it is changed. */
export function GrantFields({ draft, onChange, policies, fault }: GrantFieldsProps) {
  const set = (more: Partial<GrantDraft>) => onChange({ ...draft, ...more });
  return (
    <div className="grid gap-3">
      <Field label="Name" error={fault('label')} hint="Whose it is: an agent, a person, a pipeline.">
        <TextInput
          value={draft.label}
          autoComplete="off"
          onChange={(event) => set({ label: event.target.value })}
        />
      </Field>
      <PolicyField
        label="Policy"
        hint="Without one every call is denied."
        policies={policies}
        policyId={draft.policyId}
        number={draft.policyNumber}
        error={fault('policyId') ?? fault('policyNumber')}
        onChange={(policyId, policyNumber) => set({ policyId, policyNumber })}
      />
      <PolicyField
        label="Candidate"
        hint="Evaluated and recorded beside the policy, never enforced: Activity shows where it would differ."
        policies={policies}
        policyId={draft.candidateId}
        number={draft.candidateNumber}
        error={fault('candidateId') ?? fault('candidateNumber')}
        onChange={(candidateId, candidateNumber) => set({ candidateId, candidateNumber })}
      />
      <Expires value={draft.expires} onChange={(expires) => set({ expires })} error={fault('expiresAt')} />
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-12 font-medium">Besides tools it may use</legend>
        {permissions.map(([name, label, hint]) => (
          <CheckboxLine
            key={name}
            checked={draft.may.includes(name)}
            hint={hint}
            onChange={(event) =>
              set({
                may: event.target.checked ? [...draft.may, name] : draft.may.filter((one) => one !== name),
              })
            }
          >
            {label}
          </CheckboxLine>
        ))}
      </fieldset>
      <Field label="Calls at once" error={fault('maxInFlight')} hint="At most so many in one process.">
        <TextInput
          type="number"
          min={1}
          max={1_000}
          value={Number.isNaN(draft.maxInFlight) ? '' : draft.maxInFlight}
          onChange={(event) => set({ maxInFlight: event.target.valueAsNumber })}
        />
      </Field>
    </div>
  );
}

type PolicyFieldProps = {
  label: string;
  hint: string;
  policies: PolicyChoice[];
  policyId: string | null;
  number: number | null;
  error: string | undefined;
  onChange: (policyId: string | null, number: number | null) => void;
};

function PolicyField({ label, hint, policies, policyId, number, error, onChange }: PolicyFieldProps) {
  const chosen = policies.find(({ id }) => id === policyId);
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Field label={label} error={error} hint={hint} className="flex-1 basis-52">
        <Select
          value={policyId ?? ''}
          onChange={(event) => onChange(event.target.value || null, null)}
          className="w-full"
        >
          <option value="">None</option>
          {policies.map((policy) => (
            <option key={policy.id} value={policy.id}>
              {policy.name}
            </option>
          ))}
        </Select>
      </Field>
      {chosen && (
        <Field label={`Version of the ${label.toLowerCase()}`} className="basis-48 max-sm:grow">
          <Select
            value={number === null ? '' : String(number)}
            onChange={(event) =>
              onChange(chosen.id, event.target.value === '' ? null : Number(event.target.value))
            }
            className="w-full"
          >
            <option value="">The newest, now {chosen.version}</option>
            {versionsOf(chosen.version, number).map((version) => (
              <option key={version} value={version}>
                Pinned to {version}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}

const mostVersions = 50;

/** The newest ones, and the one that is pinned. */
function versionsOf(newest: number, pinned: number | null): number[] {
  const list = Array.from({ length: Math.min(newest, mostVersions) }, (_, index) => newest - index);
  return pinned === null || list.includes(pinned) ? list : [...list, pinned];
}

const days: [string, string][] = [
  ['', 'Never'],
  ['1', 'After a day'],
  ['7', 'After 7 days'],
  ['30', 'After 30 days'],
  ['90', 'After 90 days'],
];
const isMoment = (value: string) => value.includes('T');

type ExpiresProps = { value: string; onChange: (value: string) => void; error: string | undefined };

function Expires({ value, onChange, error }: ExpiresProps) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Field label="Expires" error={error} className="flex-1 basis-40">
        <Select
          value={isMoment(value) ? 'at' : value}
          onChange={(event) => onChange(event.target.value === 'at' ? inAWeek() : event.target.value)}
          className="w-full"
        >
          {days.map(([of, words]) => (
            <option key={of} value={of}>
              {words}
            </option>
          ))}
          <option value="at">On a day</option>
        </Select>
      </Field>
      {isMoment(value) && (
        <Field label="Until, UTC" className="basis-52 max-sm:flex-1">
          <TextInput type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
        </Field>
      )}
    </div>
  );
}

const dayMs = 86_400_000;

function inAWeek(): string {
  return new Date(Date.now() + 7 * dayMs).toISOString().slice(0, 16);
}

/** As the server takes it. */
export function inputOf({ expires, ...draft }: GrantDraft): GrantInput {
  return { ...draft, expiresAt: momentOf(expires) };
}

function momentOf(expires: string): string | null {
  if (expires === '') return null;
  if (isMoment(expires)) return `${expires.slice(0, 16)}:00Z`;
  return new Date(Date.now() + Number(expires) * dayMs).toISOString();
}
