'use client';

import { useRouter } from 'next/navigation';
import { Tag } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { browserName } from './browser-name';
import { Actions } from './settings-form';

export type SessionRow = {
  id: string;
  isThis: boolean;
  since: string;
  agent: string | null;
  address: string | null;
};

type SessionsCardProps = {
  sessions: SessionRow[];
  now: number;
  end: Ask<{ sessionId: string }, unknown>;
  signOutEverywhere: Ask<Record<string, never>, { ended: number }>;
};

/** Where this person is signed in, and the way out of each. */
export function SessionsCard({ sessions, now, end, signOutEverywhere }: SessionsCardProps) {
  const router = useRouter();
  const one = useAction(end, () => {
    toast('That session is signed out.');
    router.refresh();
  });
  const all = useAction(signOutEverywhere, ({ ended }) => {
    if (ended === 0) toast('You were signed in nowhere else.');
    else toast(ended === 1 ? '1 other session is signed out.' : `${ended} other sessions are signed out.`);
    router.refresh();
  });
  return (
    <Card>
      <CardHeader title="Sessions" />
      <div className="border-t border-line px-4 pt-3 text-13 text-ink-2">
        <TroubleNotice trouble={one.trouble ?? all.trouble} className="mb-3" />A session ends two weeks after
        signing in.
      </div>
      <ul aria-label="Sessions" className="mt-3">
        {sessions.map(({ id, isThis, since, agent, address }) => (
          <li key={id} className="flex min-h-12 flex-wrap items-center gap-3 border-t border-line px-4 py-2">
            <span className="min-w-0 flex-1 basis-48">
              <span className="flex items-center gap-2 text-13 font-medium">
                <bdi className="min-w-0 truncate" title={agent ?? undefined}>
                  {browserName(agent)}
                </bdi>
                {isThis && <Tag>This one</Tag>}
              </span>
              <span className="block text-12 text-ink-3">
                Signed in <Ago at={since} now={now} />
                {address && (
                  <>
                    {' '}
                    from <bdi>{address}</bdi>
                  </>
                )}
              </span>
            </span>
            {!isThis && (
              <Button size="sm" busy={one.busy} onClick={() => void one.run({ sessionId: id })}>
                Sign out<span className="sr-only"> of {browserName(agent)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="border-t border-line p-4">
        <Actions>
          <Button size="lg" busy={all.busy} onClick={() => void all.run({})}>
            Sign out everywhere else
          </Button>
        </Actions>
      </div>
    </Card>
  );
}
