'use client';

import Link from 'next/link';
import { Button, IconButton } from '@/components/ui/button';
import { Logo } from '@/components/ui/icon';
import { announce } from '@/components/ui/live-region';
import { Segmented } from '@/components/ui/segmented';
import { toast } from '@/components/ui/toast';
import { stateOf } from '../document';
import { useActions, useBuilder, useBuilderStore, type View } from '../state';
import { DefaultSwitch } from './default-switch';
import { PolicyMenu } from './policy-menu';
import { SaveState } from './save-state';
import { copyText, downloadText } from './take-away';

const views = [
  { value: 'visual', label: 'Visual' },
  { value: 'split', label: 'Split' },
  { value: 'json', label: 'JSON' },
] as const satisfies readonly { value: View; label: string }[];

export function Head() {
  const { given } = useBuilderStore();
  const view = useBuilder((state) => state.view);
  const { look } = useActions();
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-x-2 gap-y-1.5 xl:flex-nowrap border-b border-line bg-bg py-1.5 pr-3 pl-4">
      <Link
        href="/servers"
        prefetch={false}
        aria-label="Sallyport, all servers"
        className="grid size-6 place-items-center rounded-1 text-ink"
      >
        <Logo />
      </Link>
      <nav aria-label="Where you are" className="mr-1 flex min-w-0 items-center gap-1">
        {given.server && (
          <>
            <Link
              href={`/servers/${given.server.id}`}
              prefetch={false}
              className="max-w-48 min-w-12 shrink-4 truncate rounded-1 px-1 text-ink-2 no-underline hover:text-ink hover:underline max-sm:hidden"
            >
              {given.server.name}
            </Link>
            <span aria-hidden="true" className="text-ink-3 max-sm:hidden">
              /
            </span>
          </>
        )}
        <PolicyMenu />
      </nav>
      <DefaultSwitch />
      <span className="flex-1" />
      <SaveState />
      <History />
      <Segmented label="View" value={view} options={views} onChange={(next) => look({ view: next })} />
      <Checks />
    </div>
  );
}

function History() {
  const undoable = useBuilder((state) => state.document.past.at(-1)?.label);
  const redoable = useBuilder((state) => state.document.future.at(-1)?.label);
  const { undo, redo } = useActions();
  return (
    <span className="flex">
      <IconButton
        icon="undo"
        label={undoable === undefined ? 'Nothing to undo' : `Undo: ${undoable}`}
        aria-disabled={undoable === undefined}
        onClick={undo}
      />
      <IconButton
        icon="redo"
        label={redoable === undefined ? 'Nothing to redo' : `Redo: ${redoable}`}
        aria-disabled={redoable === undefined}
        onClick={redo}
      />
    </span>
  );
}

function Checks() {
  const store = useBuilderStore();
  const changed = useBuilder((state) => state.document.text !== state.saved.text);
  const { ask, look, choose } = useActions();

  function validate() {
    const { problems, document } = store.getState();
    look({ drawerOpen: true, drawerTab: 'problems' });
    const words = summary(problems.filter((problem) => problem.isFault).length, problems.length);
    if (stateOf(document) === 'broken') toast(words, { tone: 'failed' });
    else toast(words, { tone: 'done' });
  }

  /** A call of the chosen tool, else of the first that is shown. */
  function simulate() {
    const { chosen, view } = store.getState();
    const [first] = store.derived.shown();
    if (chosen?.kind !== 'tool' && first) choose({ kind: 'tool', name: first.tool.name });
    look({ tab: 'try', sheetOpen: true, ...(view === 'json' && { view: 'visual' }) });
  }

  /** INVARIANT: what leaves is the text as it stands, byte for byte; a text with faults does not leave as a policy. */
  async function take(wish: 'download' | 'copy') {
    const document = await store.actions.settled();
    if (stateOf(document) !== 'valid') return ask({ kind: 'faults', wish });
    if (wish === 'download') {
      downloadText(document.text, store.given.downloadName);
      announce(`${store.given.downloadName} was downloaded`);
    } else {
      const done = await copyText(document.text);
      toast(
        done ? 'The policy was copied' : 'The browser did not allow copying. Download the file instead.',
        { tone: done ? 'done' : 'failed' },
      );
    }
  }

  async function review() {
    const document = await store.actions.settled();
    ask(stateOf(document) === 'valid' ? { kind: 'save' } : { kind: 'faults', wish: 'save' });
  }

  return (
    <span className="flex items-center gap-2">
      <Button onClick={validate} className="max-lg:hidden">
        Validate
      </Button>
      <Button onClick={simulate} title="Try a call against the policy as it stands" className="max-xl:hidden">
        Simulate
      </Button>
      <span className="flex">
        <IconButton
          icon="copy"
          label="Copy policy.json"
          onClick={() => void take('copy')}
          className="max-sm:hidden"
        />
        <IconButton
          icon="download"
          label="Download policy.json"
          variant="plain"
          className="ml-1"
          onClick={() => void take('download')}
        />
      </span>
      <Button variant="primary" onClick={() => void review()} aria-disabled={!changed}>
        Review and save
      </Button>
    </span>
  );
}

function summary(faults: number, all: number): string {
  if (faults > 0) return `Not a policy: ${faults} ${faults === 1 ? 'fault' : 'faults'} in the text`;
  return all === 0 ? 'Valid, no findings' : `Valid, ${all} ${all === 1 ? 'finding' : 'findings'}`;
}
