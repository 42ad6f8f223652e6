import { expect, it } from 'vitest';
import { SignIn } from './inputs';

const read = (email: string) => SignIn.safeParse({ email, password: 'x' });

it.each(['a@b.c', 'Ada.Lovelace+x@Example.com', 'root@localhost'])('%s is an email address', (email) => {
  expect(read(email).data?.email).toBe(email.toLowerCase());
});

it.each(['', 'ada', 'ada@', '@example.com', 'a b@example.com', 'ada@exa mple.com', 'a@b..c', 'a@-b.c'])(
  '%j is none',
  (email) => {
    expect(read(email).success).toBe(false);
  },
);
