'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/action';
import { deleteMessage, markMessageRead, OfMessage } from '@/lib/contact';

export const markMessageReadAction = action(OfMessage, async (actor, input) => {
  await markMessageRead(actor, input);
  revalidatePath('/messages');
  return null;
});

export const deleteMessageAction = action(OfMessage, async (actor, input) => {
  await deleteMessage(actor, input);
  revalidatePath('/messages');
  return null;
});
