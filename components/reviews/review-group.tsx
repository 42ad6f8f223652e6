'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AttackMark } from '@/components/risk/attack-findings';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Tag } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardHeader } from '@/components/ui/card';
import { ForeignText, plainly } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import { toast } from '@/components/ui/toast';
import { type Ask, said, useAction } from '@/components/ui/use-action';
import { OneByOne } from './one-by-one';
import { changeWords, PendingFacts, untilThen } from './pending-facts';
import type { ConfirmInput, PendingGroup, PendingItem } from './shapes';

type ReviewGroupProps = {
  group: PendingGroup;
  /** null for those who may only look. */
  confirm: Ask<ConfirmInput, unknown> | null;
  /** On the server's own page its name stands above. */
  nameless?: boolean;
};

const shownAtOnce = 50;

/** What waits at one server: all at once, one by one, or the harmless ones together. */
export function ReviewGroup({ group, confirm, nameless }: ReviewGroupProps) {
  const router = useRouter();
  const [all, setAll] = useState(false);
  const [stepping, setStepping] = useState<PendingItem[] | null>(null);
  const asking = useAction(confirm ?? nobody);
  const { server, offer, tools } = group;
  const risky = tools.filter((item) => item.risky);
  const harmless = tools.filter((item) => !item.risky);
  async function agree(names?: string[]): Promise<boolean> {
    const answer = await asking.run({ serverId: server.id, offer, ...(names && { tools: names }) });
    if (answer.ok) toast(confirmedWords(names?.length ?? tools.length));
    else if (stepping === null) toast(said(answer.error), { tone: 'failed' });
    // Also where it failed: what is offered may have changed meanwhile.
    router.refresh();
    return answer.ok;
  }
  const shown = all ? tools : tools.slice(0, shownAtOnce);
  return (
    <Card label={`Reviews of ${server.name}`}>
      <CardHeader
        title={
          nameless ? (
            `${tools.length} to look at`
          ) : (
            <Link href={`/servers/${server.id}`} className="text-ink no-underline hover:underline">
              <bdi>{server.name}</bdi>
            </Link>
          )
        }
      >
        {confirm && tools.length > 0 && (
          <span className="flex flex-wrap gap-2">
            {risky.length > 1 && (
              <Button onClick={() => setStepping(risky)}>
                {risky.length === tools.length ? 'Look one by one' : `${risky.length} risky ones, one by one`}
              </Button>
            )}
            {risky.length > 0 && harmless.length > 0 && (
              <Button busy={asking.busy} onClick={() => void agree(harmless.map(({ name }) => name))}>
                Confirm the other {harmless.length}
              </Button>
            )}
            {tools.length > 1 && (
              <Button busy={asking.busy} onClick={() => void agree()}>
                Confirm all {tools.length}
              </Button>
            )}
          </span>
        )}
      </CardHeader>
      <ul>
        {shown.map((item) => (
          <Item
            key={item.toolId}
            item={item}
            group={group}
            open={tools.length <= 3}
            busy={asking.busy}
            confirm={confirm && (() => void agree([item.name]))}
          />
        ))}
      </ul>
      {shown.length < tools.length && (
        <div className="border-t border-line p-3">
          <Button onClick={() => setAll(true)}>Show all {tools.length}</Button>
        </div>
      )}
      {stepping && (
        <OneByOne
          group={group}
          items={stepping}
          busy={asking.busy}
          trouble={asking.trouble}
          confirm={agree}
          onClose={() => {
            asking.clear();
            setStepping(null);
          }}
        />
      )}
    </Card>
  );
}

type ItemProps = {
  item: PendingItem;
  group: PendingGroup;
  open: boolean;
  busy: boolean;
  confirm: (() => void) | null;
};

function Item({ item, group, open, busy, confirm }: ItemProps) {
  return (
    <li className="border-t border-line">
      <details open={open} className="group/item">
        <summary className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 -outline-offset-2! hover:bg-hover">
          <Icon name="chevron-right" size={14} className="text-ink-3 group-open/item:rotate-90" />
          <RiskBadge riskClass={item.class} size="sm" tileOnly />
          <ForeignText text={item.name} className="min-w-0 font-mono text-12/5 font-medium break-all" />
          <Tag>{changeWords[item.change]}</Tag>
          <AttackMark findings={item.findings} />
          <EffectCount item={item} />
          <span className="ml-auto text-12 text-ink-3 max-sm:ml-0">{untilThen(item.change, group)}</span>
        </summary>
        <div className="grid gap-4 px-4 pt-1 pb-4 sm:pl-11">
          <PendingFacts item={item} />
          {confirm && (
            <div>
              <Button
                size="lg"
                variant="primary"
                busy={busy}
                aria-label={`Confirm ${plainly(item.name)}`}
                onClick={confirm}
              >
                {item.change === 'removed' ? 'Confirm that it is gone' : 'Confirm'}
              </Button>
            </div>
          )}
        </div>
      </details>
    </li>
  );
}

/** What it breaks in policies, said before it is opened. */
function EffectCount({ item }: { item: PendingItem }) {
  const broken = item.policies.filter(({ effects }) => effects.some(({ level }) => level !== 'info')).length;
  if (broken === 0) return null;
  return <Tag>{broken === 1 ? 'Touches a policy' : `Touches ${broken} policies`}</Tag>;
}

const treatments = { deny: 'denied', hold: 'held for a person', allow: 'left to the policies' } as const;

/** Everything of a draft is new: it is looked at as a whole, on its own page. */
export function DraftGroup({ group }: { group: PendingGroup }) {
  const { server, count } = group;
  return (
    <Card label={`Reviews of ${server.name}`}>
      <CardHeader title={<bdi>{server.name}</bdi>}>
        <ButtonLink href={`/servers/${server.id}/review`} variant="primary">
          Review and confirm
        </ButtonLink>
      </CardHeader>
      <p className="border-t border-line px-4 py-3 text-13 text-ink-2">
        {count === 1
          ? 'Its one tool has never been confirmed.'
          : `None of its ${count} tools has been confirmed yet.`}{' '}
        Until then calls are {treatments[group.unreviewed]}.
      </p>
    </Card>
  );
}

function confirmedWords(count: number): string {
  return count === 1 ? 'Confirmed.' : `${count} confirmed.`;
}

/** Never called: no button that asks is drawn without `confirm`. */
function nobody(): Promise<{ ok: false; error: { message: string } }> {
  return Promise.resolve({ ok: false, error: { message: 'Your role may only look.' } });
}
