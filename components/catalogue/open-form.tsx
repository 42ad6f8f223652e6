'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardHeader, Notice } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { ForeignText } from '@/components/ui/foreign-text';

/** One way to open the policy; `value` goes back with the form. */
export type OpenWay = { value: string; title: string; hint: string; address?: string };
export type OpenState = { message: string; hint?: string | undefined } | null;

type OpenFormProps = {
  /** What the address named, sent back as it came. */
  keys: { server?: string; tool?: string; attack?: string };
  policy: string;
  ways: readonly OpenWay[];
  chosen: string;
  back: string;
  open: (before: OpenState, form: FormData) => Promise<OpenState>;
};

/** Which server a policy of the catalogue is for. Works without a script. */
export function OpenForm({ keys, policy, ways, chosen, back, open }: OpenFormProps) {
  const [state, action, busy] = useActionState(open, null);
  return (
    <form action={action} className="grid max-w-3xl gap-4">
      {Object.entries(keys).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {state && (
        <Notice tone="error" title={state.message}>
          {state.hint}
        </Notice>
      )}
      <Card>
        <CardHeader title="Which server is it for?" />
        <fieldset className="border-t border-line">
          <legend className="sr-only">Which server is it for?</legend>
          {ways.map(({ value, title, hint, address }) => (
            <label
              key={value}
              className="flex items-start gap-3 border-line px-4 py-3 not-first-of-type:border-t hover:bg-hover has-checked:bg-accent-tint"
            >
              <input
                type="radio"
                name="way"
                value={value}
                defaultChecked={value === chosen}
                required
                className="mt-1 size-4 accent-accent"
              />
              <span className="min-w-0 text-13">
                <span className="block font-medium [overflow-wrap:anywhere]">
                  <ForeignText text={title} />
                </span>
                {address && (
                  <code className="block [overflow-wrap:anywhere] text-ink-2">
                    <ForeignText text={address} />
                  </code>
                )}
                <span className="block text-12 text-ink-2">{hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </Card>
      <Card>
        <CardHeader title="The policy" />
        <CodeBlock
          text={policy.trimEnd()}
          label="The policy that is opened"
          className="rounded-none! border-t border-line inset-ring-0!"
        />
      </Card>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="xl" busy={busy}>
          Open in the builder
        </Button>
        <ButtonLink href={back} size="xl">
          Back to the page
        </ButtonLink>
      </div>
    </form>
  );
}
