'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Chip, Tag } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardHeader } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { EditGrant, type EditGrantPort } from './edit-grant';
import type { Granted, GrantRow, PolicyChoice } from './shapes';

type GrantListProps = {
  serverId: string;
  grants: GrantRow[];
  now: number;
  policies: PolicyChoice[];
  /** null for those who may only look. */
  ports: { edit: EditGrantPort; revoke: Ask<{ grantId: string }, unknown> } | null;
};

/** Who may call this server, under which policy. Those that open nothing any more stand apart. */
export function GrantList({ serverId, grants, now, policies, ports }: GrantListProps) {
  const [leaving, setLeaving] = useState<GrantRow | null>(null);
  const [editing, setEditing] = useState<GrantRow | null>(null);
  const live = grants.filter(({ state }) => state === 'active');
  const ended = grants.filter(({ state }) => state !== 'active');
  /** An expired one can be given more time. */
  const ways = (grant: GrantRow) =>
    ports !== null &&
    grant.state !== 'revoked' && (
      <>
        <Button size="sm" onClick={() => setEditing(grant)}>
          Edit<span className="sr-only"> {grant.label}</span>
        </Button>
        <Button size="sm" onClick={() => setLeaving(grant)}>
          Revoke<span className="sr-only"> {grant.label}</span>
        </Button>
      </>
    );
  return (
    <div className="grid gap-4">
      {live.length > 0 && (
        <Card label="Grants">
          <ul>
            {live.map((grant) => (
              <Row key={grant.id} grant={grant} serverId={serverId} now={now}>
                {ways(grant)}
              </Row>
            ))}
          </ul>
        </Card>
      )}
      {ended.length > 0 && (
        <Card label="Ended grants" quiet>
          <CardHeader title="Ended" />
          <ul>
            {ended.map((grant) => (
              <Row key={grant.id} grant={grant} serverId={serverId} now={now}>
                {ways(grant)}
              </Row>
            ))}
          </ul>
        </Card>
      )}
      {ports && (
        <>
          <RevokeDialog grant={leaving} revoke={ports.revoke} onClose={() => setLeaving(null)} />
          {editing && (
            <EditGrant
              key={editing.id}
              grant={editing}
              policies={policies}
              edit={ports.edit}
              onClose={() => setEditing(null)}
            />
          )}
        </>
      )}
    </div>
  );
}

type RowProps = { grant: GrantRow; serverId: string; now: number; children?: React.ReactNode };

function Row({ grant, serverId, now, children }: RowProps) {
  const { policy, candidate, state } = grant;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0">
      <div className={cx('grid min-w-0 flex-1 basis-72 gap-1', state !== 'active' && 'text-ink-2')}>
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium break-words">{grant.label}</bdi>
          {state !== 'active' && <Tag>{state === 'revoked' ? 'Revoked' : 'Expired'}</Tag>}
          <code className="text-11 text-ink-3">{grant.tokenPrefix}…</code>
        </p>
        <p className="text-13">
          {policy ? <PolicyWords granted={policy} /> : 'No policy: every call is denied'}
        </p>
        {candidate && (
          <p className="text-13 text-ink-2">
            Candidate: <PolicyWords granted={candidate} />.{' '}
            <Link
              href={`/servers/${serverId}/activity?grantId=${grant.id}&candidate=differs`}
              className="link underline decoration-line-2 underline-offset-3"
            >
              Where it would differ
            </Link>
          </p>
        )}
        <p className="flex flex-wrap items-center gap-1 text-12 text-ink-3">
          May: <Chip>tools</Chip>
          {grant.may.map((name) => (
            <Chip key={name}>{name}</Chip>
          ))}
        </p>
        <p className="text-12 text-ink-3">
          {grant.lastUsedAt ? (
            <>
              Last used <Ago at={grant.lastUsedAt} now={now} />
            </>
          ) : (
            'Never used'
          )}
          {' · '}made by <bdi>{grant.createdBy}</bdi> <Ago at={grant.createdAt} now={now} />
          {grant.expiresAt &&
            ` · ${state === 'expired' ? 'expired' : 'expires'} ${grant.expiresAt.slice(0, 16).replace('T', ' ')} UTC`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/servers/${serverId}/activity?grantId=${grant.id}`} size="sm">
          Activity<span className="sr-only"> of {grant.label}</span>
        </ButtonLink>
        {children}
      </div>
    </li>
  );
}

function PolicyWords({ granted }: { granted: Granted }) {
  return (
    <>
      <Link href={`/policies/${granted.id}`} className="link underline decoration-line-2 underline-offset-3">
        <bdi>{granted.name}</bdi>
      </Link>
      {granted.number === null
        ? `, the newest version, now ${granted.newest}`
        : `, pinned to version ${granted.number} of ${granted.newest}`}
    </>
  );
}

type RevokeDialogProps = {
  grant: GrantRow | null;
  revoke: Ask<{ grantId: string }, unknown>;
  onClose: () => void;
};

function RevokeDialog({ grant, revoke, onClose }: RevokeDialogProps) {
  const router = useRouter();
  const { run, busy, trouble, clear } = useAction(revoke, () => {
    toast('Revoked. Its token opens nothing any more.');
    onClose();
    router.refresh();
  });
  function change(isOpen: boolean) {
    if (isOpen) return;
    clear();
    onClose();
  }
  return (
    <Dialog
      open={grant !== null}
      onOpenChange={change}
      title={
        <>
          Revoke <bdi>{grant?.label}</bdi>?
        </>
      }
      footer={
        <>
          <DialogClose render={<Button size="lg">Not now</Button>} />
          <Button
            size="lg"
            variant="primary"
            busy={busy}
            onClick={() => grant && void run({ grantId: grant.id })}
          >
            Revoke
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <TroubleNotice trouble={trouble} />
        <p className="text-13 text-ink-2">
          From the next call on its token opens nothing. It cannot be brought back.
        </p>
      </div>
    </Dialog>
  );
}
