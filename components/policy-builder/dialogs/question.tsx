'use client';

import type { ComponentProps } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { useActions } from '../state';

type QuestionProps = Omit<ComponentProps<typeof Dialog>, 'open' | 'onOpenChange' | 'trigger'>;

/** A dialog of the builder: open while it is drawn, gone when it is closed. */
export function Question(props: QuestionProps) {
  const { ask } = useActions();
  return <Dialog {...props} open onOpenChange={(open) => !open && ask(null)} />;
}
