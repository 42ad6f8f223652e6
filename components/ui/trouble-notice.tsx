'use client';

import type { ReactNode } from 'react';
import { Notice } from './card';
import type { Trouble } from './use-action';

type TroubleNoticeProps = {
  trouble: Trouble | null;
  shownBeside?: readonly string[];
  action?: ReactNode;
  className?: string;
};

/** Why it did not work, unless a sentence already stands beside its field. */
export function TroubleNotice({ trouble, shownBeside = [], action, className }: TroubleNoticeProps) {
  if (!trouble || Object.keys(trouble.fields ?? {}).some((field) => shownBeside.includes(field))) return null;
  return (
    <Notice tone="error" title={trouble.message} action={action} className={className}>
      {trouble.hint}
    </Notice>
  );
}
