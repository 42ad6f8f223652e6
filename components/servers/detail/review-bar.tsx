'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { type Ask, said, settle, useAction } from '@/components/ui/use-action';
import { count } from '../server-list';

export type ReviewPorts = {
  confirm: Ask<{ serverId: string; offer: string }, { reviewed: number; removed: number }>;
  /** Confirms, then makes the recommended policy. */
  confirmAndBuild: Ask<{ serverId: string; offer: string }, { policyId: string }>;
  discard: Ask<{ serverId: string }, unknown>;
};

type ReviewBarProps = {
  server: { id: string; state: 'draft' | 'reviewed'; offer: string; hasPolicy: boolean };
  ports: ReviewPorts;
};

/** What can be done with what was found. The way on to a policy comes last and stands out. */
export function ReviewBar({ server, ports }: ReviewBarProps) {
  const router = useRouter();
  const input = { serverId: server.id, offer: server.offer };
  const fail = (message: string) => toast(message, { tone: 'failed' });
  const build = useAction(ports.confirmAndBuild, ({ policyId }) => router.push(`/policies/${policyId}`));
  const confirm = useAction(ports.confirm, ({ reviewed, removed }) => {
    toast(confirmed(reviewed, removed));
    router.push(`/servers/${server.id}`);
  });
  const busy = build.busy || confirm.busy;
  async function run(action: typeof build.run | typeof confirm.run) {
    const answer = await action(input);
    if (!answer.ok) {
      fail(said(answer.error));
      router.refresh();
    }
  }
  async function discard() {
    const answer = await settle(ports.discard, { serverId: server.id });
    if (!answer.ok) return fail(said(answer.error));
    toast('The server is discarded.');
    router.push('/servers');
  }
  return (
    <>
      {server.state === 'draft' && (
        <Button variant="ghost" size="lg" disabled={busy} onClick={discard}>
          Discard
        </Button>
      )}
      <Button
        size="lg"
        variant={server.hasPolicy ? 'primary' : 'plain'}
        busy={confirm.busy}
        disabled={build.busy}
        onClick={() => run(confirm.run)}
      >
        {server.hasPolicy ? 'Confirm' : 'Confirm only'}
      </Button>
      {!server.hasPolicy && (
        <Button
          size="lg"
          variant="primary"
          busy={build.busy}
          disabled={confirm.busy}
          onClick={() => run(build.run)}
        >
          Confirm and build a policy
        </Button>
      )}
    </>
  );
}

function confirmed(reviewed: number, removed: number): string {
  const gone = removed > 0 && `${reviewed > 0 ? removed : count(removed, 'tool')} removed`;
  const parts = [reviewed > 0 && `${count(reviewed, 'tool')} confirmed`, gone].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Everything was confirmed already.';
}
