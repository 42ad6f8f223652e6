'use client';

/** The editor of policy.json: Monaco when it can be had, a plain text area otherwise. It owns no text and no history. */

import dynamic from 'next/dynamic';
import { Component, type ReactNode } from 'react';
import { Spinner } from '@/components/ui/button';
import type { EditorProps } from './contract';
import { PlainEditor } from './plain-editor';

export type { EditorHandle, EditorMark, EditorSource } from './contract';

const Monaco = dynamic(() => import('./monaco-editor').then((module) => module.MonacoEditor), {
  ssr: false,
  loading: () => (
    <p className="flex h-full items-center justify-center gap-2 text-12 text-ink-3">
      <Spinner size={14} /> Loading the editor
    </p>
  ),
});

export function PolicyEditor(props: EditorProps) {
  return (
    <Fallback
      plain={
        <div className="flex h-full min-h-0 flex-col">
          <p className="shrink-0 border-b border-line bg-held-tint px-4 py-1.5 text-12 text-ink-2">
            The code editor could not be loaded. This plain one checks the text in the same way. Reload the
            page to try again: unsaved work is kept.
          </p>
          <div className="min-h-0 flex-1">
            <PlainEditor {...props} />
          </div>
        </div>
      }
    >
      <Monaco {...props} />
    </Fallback>
  );
}

type FallbackProps = { children: ReactNode; plain: ReactNode };

/** INVARIANT: an editor that breaks takes nothing with it: the text lives elsewhere. */
class Fallback extends Component<FallbackProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.plain : this.props.children;
  }
}
