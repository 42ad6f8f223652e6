'use client';

import { useRouter } from 'next/navigation';
import { Card, CardHeader } from '@/components/ui/card';
import { Field, Select } from '@/components/ui/field';
import { ago, left } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

export type LookEvery = 'off' | 'hourly' | 'daily';
export type LookingFacts = {
  every: LookEvery;
  last: string | null;
  next: string | null;
  failures: number;
  /** Why it is not asked by the clock whatever is set, or null. */
  barred: string | null;
};

type LookingCardProps = {
  serverId: string;
  looking: LookingFacts;
  now: number;
  /** null for those who may only look. */
  save: Ask<{ serverId: string; every: LookEvery }, unknown> | null;
};

const words: Record<LookEvery, string> = { off: 'Never', hourly: 'Every hour', daily: 'Every day' };

/** How often a server is asked again what it offers. What differs waits for a review. */
export function LookingCard({ serverId, looking, now, save }: LookingCardProps) {
  const router = useRouter();
  const { run, busy, trouble } = useAction(save ?? refused, () => {
    toast('Saved.');
    router.refresh();
  });
  return (
    <Card>
      <CardHeader title="Reading its tools again" />
      <div className="grid gap-3 border-t border-line p-4 text-13">
        <TroubleNotice trouble={trouble} />
        {save ? (
          <Field label="By itself" hint="And soon after it says that its tools have changed.">
            <Select
              value={looking.every}
              disabled={busy}
              onChange={(event) => void run({ serverId, every: event.target.value as LookEvery })}
              className="w-full"
            >
              {(Object.keys(words) as LookEvery[]).map((every) => (
                <option key={every} value={every}>
                  {words[every]}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <p>{words[looking.every]}</p>
        )}
        <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
          <dt className="text-ink-3">Last</dt>
          <dd>
            {looking.last === null ? 'never' : ago(looking.last, now)}
            {looking.failures > 0 &&
              `, without an answer${looking.failures > 1 ? `, ${looking.failures} times now` : ''}`}
          </dd>
          <dt className="text-ink-3">Next</dt>
          <dd>
            {looking.barred ?? (looking.next === null ? 'not by itself' : `in ${left(looking.next, now)}`)}
          </dd>
        </dl>
      </div>
    </Card>
  );
}

/** Never called: nothing that asks is drawn without `save`. */
function refused(): Promise<{ ok: false; error: { message: string } }> {
  return Promise.resolve({ ok: false, error: { message: 'Your role may only look.' } });
}
