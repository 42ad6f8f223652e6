'use client';

import type { ComponentProps } from 'react';
import { cx } from '@/components/ui/cx';
import { Select } from '@/components/ui/field';

/** A select that is as wide as what it says, where the browser can do that; never wider than there is room. */
export function FitSelect({ className, ...rest }: ComponentProps<typeof Select>) {
  return (
    <Select
      size="md"
      {...rest}
      className={cx(
        'max-w-full [&>select]:field-sizing-content [&>select]:pr-6.5 [&>select]:text-12',
        className,
      )}
    />
  );
}
