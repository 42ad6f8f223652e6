'use client';

import { type ComponentProps, useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { TextInput } from '@/components/ui/field';

/** A password with a way to look at it: what is typed blind is mistyped. */
export function PasswordInput(props: Omit<ComponentProps<typeof TextInput>, 'type'>) {
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
        label={shown ? 'Hide the password' : 'Show the password'}
        size="sm"
        className="absolute top-1 right-1"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      />
    </span>
  );
}
