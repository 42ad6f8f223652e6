'use client';

import { useDeferredValue } from 'react';
import { Spinner } from '@/components/ui/button';
import { stateOf } from '../document';
import { Meaning } from '../meaning/meaning';
import { useMeaning } from '../meaning/use-meaning';
import { useBuilder } from '../state';

/** What has changed in meaning since the last saved version, while it is being edited. */
export function Changes() {
  const text = useDeferredValue(useBuilder((state) => state.document.text));
  const saved = useBuilder((state) => state.saved);
  const broken = useBuilder((state) => stateOf(state.document) === 'broken');
  const diffs = useMeaning(saved.text, text);
  return (
    <div className="relative grid max-h-72 gap-3 overflow-y-auto px-3 py-2.5 text-12 text-ink-2">
      {text === saved.text && <p>Nothing changed since version {saved.version}.</p>}
      {text !== saved.text && broken && (
        <p>The text is no policy at the moment, so nothing can be compared.</p>
      )}
      {text !== saved.text && !broken && diffs === null && (
        <p role="status" className="flex items-center gap-2">
          <Spinner size={14} /> Comparing with version {saved.version}, tool by tool
        </p>
      )}
      {text !== saved.text && !broken && diffs?.length === 0 && (
        <p>The text differs from version {saved.version}; what any tool may do is the same.</p>
      )}
      {diffs && <Meaning diffs={diffs} />}
    </div>
  );
}
