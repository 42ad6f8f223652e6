'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Tag } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { type MakeTokenPort, NewToken } from './new-token';

export type TokenRow = {
  id: string;
  name: string;
  role: string;
  tokenPrefix: string;
  createdBy: string;
  madeAt: 'machine' | 'console';
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};

type ApiTokensCardProps = {
  tokens: TokenRow[];
  /** What the person may give, the most first. */
  roles: readonly string[];
  /** Where programs find the API, without a slash at the end. */
  url: string;
  now: number;
  ports: { make: MakeTokenPort; revoke: Ask<{ tokenId: string }, unknown> };
};

/** Programs' way to the API: made once, seen once, taken back here. */
export function ApiTokensCard({ tokens, roles, url, now, ports }: ApiTokensCardProps) {
  const [leaving, setLeaving] = useState<TokenRow | null>(null);
  return (
    <Card>
      <CardHeader title="API tokens">
        <NewToken make={ports.make} roles={roles} url={url} />
      </CardHeader>
      {tokens.length === 0 ? (
        <p className="border-t border-line p-4 text-13 text-ink-2">
          With a token a program speaks to <code className="text-12 break-all">{url}</code>, as its role
          allows. It is described at{' '}
          <a href="/api/v1/openapi.json" className="link underline decoration-line-2 underline-offset-3">
            openapi.json
          </a>
          .
        </p>
      ) : (
        <ul>
          {tokens.map((token) => (
            <li
              key={token.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2.5"
            >
              <div className={cx('min-w-0 flex-1 basis-56', token.revokedAt && 'text-ink-2')}>
                <p className="flex flex-wrap items-center gap-2">
                  <bdi className="font-medium break-words">{token.name}</bdi>
                  <Tag>{token.role}</Tag>
                  {token.revokedAt && <Tag>Revoked</Tag>}
                  <code className="text-11 text-ink-3">{token.tokenPrefix}…</code>
                </p>
                <p className="text-12 text-ink-3">
                  {token.lastUsedAt ? (
                    <>
                      Last used <Ago at={token.lastUsedAt} now={now} />
                    </>
                  ) : (
                    'Never used'
                  )}
                  {' · '}
                  {token.madeAt === 'machine' ? (
                    'made on this machine, by the command line'
                  ) : (
                    <>
                      made here by <bdi>{token.createdBy}</bdi>
                    </>
                  )}{' '}
                  <Ago at={token.createdAt} now={now} />
                </p>
              </div>
              {token.revokedAt === null && (
                <Button size="sm" onClick={() => setLeaving(token)}>
                  Revoke<span className="sr-only"> {token.name}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {leaving && <RevokeToken token={leaving} revoke={ports.revoke} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

type RevokeTokenProps = {
  token: TokenRow;
  revoke: Ask<{ tokenId: string }, unknown>;
  onClose: () => void;
};

function RevokeToken({ token, revoke, onClose }: RevokeTokenProps) {
  const router = useRouter();
  const { run, busy, trouble } = useAction(revoke, () => {
    toast('Revoked. The token opens nothing any more.');
    onClose();
    router.refresh();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <>
          Revoke <bdi>{token.name}</bdi>?
        </>
      }
      footer={
        <>
          <DialogClose render={<Button size="lg">Not now</Button>} />
          <Button size="lg" variant="primary" busy={busy} onClick={() => void run({ tokenId: token.id })}>
            Revoke
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <TroubleNotice trouble={trouble} />
        <p className="text-13 text-ink-2">
          Programs that use it are refused from the next request on. It cannot be brought back.
        </p>
      </div>
    </Dialog>
  );
}
