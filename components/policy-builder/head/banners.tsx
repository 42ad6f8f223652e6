'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';
import { Message } from '@/components/ui/message';
import { Ago } from '@/components/ui/time';
import { useOnline } from '../browser';
import { stateOf } from '../document';
import { useActions, useBuilder } from '../state';

/** What stands between the person and their work, each with the way on. */
export function Banners() {
  return (
    <>
      <Broken />
      <DraftOffer />
      <Offline />
    </>
  );
}

type BannerProps = {
  icon: IconName;
  /** The band's own colour, and the icon's. */
  tint: string;
  iconTint: string;
  children: ReactNode;
  actions?: ReactNode;
};

/** However long the sentence is, the icon stays beside its first line, and the ways on below where there is no room. */
function Banner({ icon, tint, iconTint, children, actions }: BannerProps) {
  return (
    <div
      role="status"
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-1.5 text-12',
        tint,
      )}
    >
      <span className="flex min-w-0 flex-1 basis-72 items-start gap-2">
        <Icon name={icon} size={14} className={cx('mt-0.5 shrink-0', iconTint)} />
        <span className="min-w-0 text-ink">{children}</span>
      </span>
      {actions && <span className="ml-auto flex gap-2">{actions}</span>}
    </div>
  );
}

function Broken() {
  const broken = useBuilder((state) => stateOf(state.document) === 'broken');
  const fault = useBuilder((state) => state.document.faults?.[0]);
  const valid = useBuilder((state) => state.document.valid !== null);
  const problem = useBuilder((state) => state.problems.find((candidate) => candidate.isFault));
  const { goToProblem, restoreValid } = useActions();
  if (!broken || !fault) return null;
  const what = fault.code === 'syntax' ? 'is not JSON' : 'is not a policy';
  return (
    <Banner
      icon="lock"
      tint="bg-deny-tint"
      iconTint="text-f-error"
      actions={
        <>
          {problem && (
            <Button size="sm" onClick={() => goToProblem(problem, 'line')}>
              Go to line {fault.line}
            </Button>
          )}
          {valid && (
            <Button size="sm" onClick={restoreValid}>
              Restore the last valid policy
            </Button>
          )}
        </>
      }
    >
      <b className="font-semibold">
        Line {fault.line} {what}
      </b>
      {valid ? ': showing the last valid policy, which cannot be changed here meanwhile.' : '.'}{' '}
      <span className="text-ink-2">
        <Message text={fault.message} />
      </span>
    </Banner>
  );
}

function DraftOffer() {
  const draft = useBuilder((state) => state.draft);
  const version = useBuilder((state) => state.saved.version);
  const { takeDraft, dropDraft } = useActions();
  const [now] = useState(() => Date.now());
  if (!draft) return null;
  const older = draft.baseVersion < version;
  return (
    <Banner
      icon="history"
      tint="bg-accent-tint"
      iconTint="text-accent-ink"
      actions={
        <>
          <Button size="sm" variant="primary" onClick={takeDraft}>
            Bring it back
          </Button>
          <Button size="sm" onClick={dropDraft}>
            Throw it away
          </Button>
        </>
      }
    >
      Unsaved work from <Ago at={new Date(draft.atMs).toISOString()} now={now} /> was kept in this browser
      {older && `; it began from version ${draft.baseVersion}, and version ${version} is saved now`}.
    </Banner>
  );
}

function Offline() {
  const online = useOnline();
  if (online) return null;
  return (
    <Banner icon="info" tint="bg-sunken" iconTint="text-ink-3">
      You are offline. Editing, validating, trying and downloading go on; saving waits for the connection.
    </Banner>
  );
}
