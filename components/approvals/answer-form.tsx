'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextInput } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, said, useAction } from '@/components/ui/use-action';

export type AnswerInput = { approvalId: string; decision: 'approve' | 'deny'; reason: string };
export type AnswerPort = Ask<AnswerInput, unknown>;

type AnswerFormProps = {
  approvalId: string;
  tool: string;
  /** It would let nothing through: it can be put aside alone. */
  outdated: boolean;
  answer: AnswerPort;
};

/** Let one identical call through, or deny it. The reason of a denial is told to the agent. */
export function AnswerForm({ approvalId, tool, outdated, answer }: AnswerFormProps) {
  const router = useRouter();
  const named = useId();
  const [denying, setDenying] = useState(false);
  const [reason, setReason] = useState('');
  const [given, setGiven] = useState<AnswerInput['decision'] | null>(null);
  const { run, busy, trouble, fault } = useAction(answer, (_, { decision }) => {
    // Said here and in passing: the card moves to the answered ones as soon as the page is drawn again.
    setGiven(decision);
    toast(
      outdated
        ? `Put aside: a call of ${tool} that would not go through.`
        : decision === 'approve'
          ? `Approved: the agent’s next identical call of ${tool} goes through, once.`
          : `Denied: the agent is told so when it calls ${tool} again.`,
    );
    router.refresh();
  });
  async function give(decision: AnswerInput['decision']) {
    const answered = await run({ approvalId, decision, reason: decision === 'deny' ? reason : '' });
    if (answered.ok) return;
    // Somebody else may have answered: the card may be gone before the sentence in it is read.
    toast(said(answered.error), { tone: 'failed' });
    router.refresh();
  }
  function deny(event: FormEvent) {
    event.preventDefault();
    void give('deny');
  }
  if (given) {
    return (
      <p className="flex items-center gap-1.5 font-medium">
        <Icon name={given === 'approve' ? 'allow' : 'deny'} />
        {given === 'approve'
          ? 'Approved: one identical call goes through.'
          : outdated
            ? 'Put aside.'
            : 'Denied.'}
      </p>
    );
  }
  return (
    <div className="grid gap-3">
      <TroubleNotice trouble={trouble} shownBeside={['reason']} />
      {denying ? (
        <form method="post" onSubmit={deny} noValidate className="grid max-w-xl gap-2">
          <Field label="Reason" error={fault('reason')} hint="The agent is told it. It may stay empty.">
            <TextInput
              autoFocus
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" size="lg" variant="primary" busy={busy} aria-describedby={named}>
              Deny the call
            </Button>
            <Button size="lg" variant="ghost" onClick={() => setDenying(false)}>
              Not now
            </Button>
          </div>
        </form>
      ) : outdated ? (
        <div>
          <Button size="lg" busy={busy} aria-describedby={named} onClick={() => void give('deny')}>
            Put aside
          </Button>
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button
            size="lg"
            variant="primary"
            busy={busy}
            aria-describedby={named}
            onClick={() => void give('approve')}
          >
            Approve once
          </Button>
          <Button size="lg" aria-describedby={named} onClick={() => setDenying(true)}>
            Deny
          </Button>
        </div>
      )}
      <span id={named} hidden>
        the call of {tool}
      </span>
    </div>
  );
}
