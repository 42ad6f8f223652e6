'use server';

import { createFirstOwner, FirstOwner, SignIn, SignUp, signIn, signUp } from '@/lib/accounts';
import { publicAction } from '@/lib/action';

export const signInAction = publicAction(SignIn, async (input, asker) => {
  await signIn(input, asker);
  return null;
});

export const signUpAction = publicAction(SignUp, async (input, asker) => {
  await signUp(input, asker);
  return null;
});

export const createOwnerAction = publicAction(FirstOwner, async (input, asker) => {
  await createFirstOwner(input);
  await signIn({ email: input.email, password: input.password }, asker);
  return null;
});
