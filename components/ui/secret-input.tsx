'use client';

import { type ComponentProps, useState } from 'react';
import { IconButton } from './button';
import { TextInput } from './field';

type SecretInputProps = Omit<ComponentProps<typeof TextInput>, 'type'> & { what?: string };

/** A password or token with a way to look at it: what is typed blind is mistyped. */
export function SecretInput({ what = 'password', ...props }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <TextInput
        {...props}
        type={shown ? 'text' : 'password'}
        autoCapitalize="off"
        spellCheck={false}
        className="pr-9"
      />
      <IconButton
        icon={shown ? 'eye-off' : 'eye'}
        label={`${shown ? 'Hide' : 'Show'} the ${what}`}
        size="sm"
        className="absolute top-1 right-1"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      />
    </span>
  );
}
