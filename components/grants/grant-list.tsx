'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Tag } from '@/components/ui/badges';
import { Button, ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Ago } from '@/components/ui/time';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

type Granted = { name: string; number: number | null; newest: number } | null;
export type GrantRow = {
  id: string;
  label: string;
  tokenPrefix: string;
  policy: Granted;
  candidate: Granted;
  may: string[];
  state: 'active' | 'expired' | 'revoked';
  expiresAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  createdBy: string;
};

type GrantListProps = { grants: GrantRow[]; now: number; revoke: Ask<{ grantId: string }, unknown> | null };

/** Who may call this server, under which policy. `revoke` is null for those who may only look. */
export function GrantList({ grants, now, revoke }: GrantListProps) {
  const [leaving, setLeaving] = useState<GrantRow | null>(null);
  return (
    <Card label="Grants">
      <ul>
        {grants.map((grant) => (
          <li
            key={grant.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-2.5 first:border-t-0"
          >
            <span className="min-w-0 flex-1 basis-64">
              <span className="flex flex-wrap items-center gap-2">
                <bdi className="font-medium break-words">{grant.label}</bdi>
                {grant.state !== 'active' && <Tag>{grant.state === 'revoked' ? 'Revoked' : 'Expired'}</Tag>}
                <code className="text-11 text-ink-3">{grant.tokenPrefix}…</code>
              </span>
              <span className="block text-12 text-ink-2">
                {grant.policy ? <PolicyWords granted={grant.policy} /> : 'No policy: every call is denied'}
                {grant.candidate && (
                  <>
                    ; candidate <PolicyWords granted={grant.candidate} />
                  </>
                )}
                {grant.may.length > 0 && `; also ${grant.may.join(', ')}`}
              </span>
              <span className="block text-12 text-ink-3">
                Made by <bdi>{grant.createdBy}</bdi>, <Ago at={grant.createdAt} now={now} />;{' '}
                {grant.lastUsedAt ? (
                  <>
                    last used <Ago at={grant.lastUsedAt} now={now} />
                  </>
                ) : (
                  'never used'
                )}
                {grant.expiresAt && `; until ${grant.expiresAt.slice(0, 16).replace('T', ' ')} UTC`}
              </span>
            </span>
            <ButtonLink href={`/activity?grantId=${grant.id}`} size="sm">
              Activity<span className="sr-only"> of {grant.label}</span>
            </ButtonLink>
            {revoke && grant.state !== 'revoked' && (
              <Button size="sm" onClick={() => setLeaving(grant)}>
                Revoke<span className="sr-only"> {grant.label}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {revoke && <RevokeDialog grant={leaving} revoke={revoke} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

function PolicyWords({ granted }: { granted: NonNullable<Granted> }) {
  return (
    <>
      <bdi>{granted.name}</bdi>,{' '}
      {granted.number === null ? `the newest version (${granted.newest})` : `version ${granted.number}`}
    </>
  );
}

type RevokeDialogProps = {
  grant: GrantRow | null;
  revoke: NonNullable<GrantListProps['revoke']>;
  onClose: () => void;
};

function RevokeDialog({ grant, revoke, onClose }: RevokeDialogProps) {
  const router = useRouter();
  const { run, busy, trouble, clear } = useAction(revoke, () => {
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
      title={`Revoke ${grant?.label ?? ''}`}
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
      <TroubleNotice trouble={trouble} />
      <p>From the next call on its token opens nothing. It cannot be brought back.</p>
    </Dialog>
  );
}
