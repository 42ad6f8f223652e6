'use client';

import { useOnline } from '../browser';
import { useBuilder } from '../state';

/** Saved or not, and whether saving can be done at all. */
export function SaveState() {
  const changed = useBuilder((state) => state.document.text !== state.saved.text);
  const steps = useBuilder((state) => state.document.past.length);
  const version = useBuilder((state) => state.saved.version);
  const online = useOnline();
  return (
    <span className="flex items-center gap-1.5 px-1 text-12 whitespace-nowrap text-ink-2 max-xl:sr-only">
      {changed && <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" />}
      {changed ? <Unsaved steps={steps} /> : version > 0 ? `Version ${version}, saved` : 'Saved'}
      {!online && <span className="text-ink-3"> · offline</span>}
    </span>
  );
}

/** Where the head is narrow the names of server and policy need the room more than its last word does. */
function Unsaved({ steps }: { steps: number }) {
  return (
    <span>
      {steps > 0 ? `${steps} unsaved` : 'Unsaved'}
      <span className="max-[1439px]:sr-only"> {steps === 1 ? 'change' : 'changes'}</span>
    </span>
  );
}
