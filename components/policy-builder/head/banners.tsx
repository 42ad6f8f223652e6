'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
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

const line = 'flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5 text-12';

function Broken() {
  const broken = useBuilder((state) => stateOf(state.document) === 'broken');
  const fault = useBuilder((state) => state.document.faults?.[0]);
  const valid = useBuilder((state) => state.document.valid !== null);
  const problem = useBuilder((state) => state.problems.find((candidate) => candidate.isFault));
  const { goToProblem, restoreValid } = useActions();
  if (!broken || !fault) return null;
  const what = fault.code === 'syntax' ? 'is not JSON' : 'is not a policy';
  return (
    <div role="status" className={`${line} bg-deny-tint`}>
      <Icon name="lock" size={14} className="text-f-error" />
      <span className="min-w-0 text-ink">
        <b className="font-semibold">
          Line {fault.line} {what}
        </b>
        {valid ? ': showing the last valid policy, which cannot be changed here meanwhile.' : '.'}{' '}
        <span className="text-ink-2">
          <Message text={fault.message} />
        </span>
      </span>
      <span className="ml-auto flex gap-2">
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
      </span>
    </div>
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
    <div role="status" className={`${line} bg-accent-tint`}>
      <Icon name="history" size={14} className="text-accent-ink" />
      <span className="min-w-0 text-ink">
        Unsaved work from <Ago at={new Date(draft.atMs).toISOString()} now={now} /> was kept in this browser
        {older && `; it began from version ${draft.baseVersion}, and version ${version} is saved now`}.
      </span>
      <span className="ml-auto flex gap-2">
        <Button size="sm" variant="primary" onClick={takeDraft}>
          Bring it back
        </Button>
        <Button size="sm" onClick={dropDraft}>
          Throw it away
        </Button>
      </span>
    </div>
  );
}

function Offline() {
  const online = useOnline();
  if (online) return null;
  return (
    <div role="status" className={`${line} bg-sunken`}>
      <Icon name="info" size={14} className="text-ink-3" />
      <span className="text-ink-2">
        You are offline. Editing, validating, trying and downloading go on; saving waits for the connection.
      </span>
    </div>
  );
}
