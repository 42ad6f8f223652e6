'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextInput } from '@/components/ui/field';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

export type AnswerInput = { approvalId: string; decision: 'approve' | 'deny'; reason: string };
export type AnswerPort = Ask<AnswerInput, unknown>;

/** Let one identical call through, or deny it. The reason of a denial is told to the agent. */
export function AnswerForm({
  approvalId,
  tool,
  answer,
}: {
  approvalId: string;
  tool: string;
  answer: AnswerPort;
}) {
  const router = useRouter();
  const named = useId();
  const [reason, setReason] = useState('');
  const { run, busy, trouble, fault } = useAction(answer, () => router.refresh());
  const give = (decision: AnswerInput['decision']) => void run({ approvalId, decision, reason });
  return (
    <div className="grid gap-3">
      <TroubleNotice trouble={trouble} shownBeside={['reason']} />
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label="Reason"
          error={fault('reason')}
          hint="Of a denial, the agent is told it."
          className="flex-1 basis-56"
        >
          <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex gap-2 pb-[1.5rem]">
          <Button
            size="lg"
            variant="primary"
            busy={busy}
            aria-describedby={named}
            onClick={() => give('approve')}
          >
            Approve once
          </Button>
          <Button size="lg" busy={busy} aria-describedby={named} onClick={() => give('deny')}>
            Deny
          </Button>
        </div>
        <span id={named} hidden>
          the call of {tool}
        </span>
      </div>
    </div>
  );
}
