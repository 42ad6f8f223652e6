import { countAttempt } from '@/lib/accounts';
import { db } from '@/lib/db';
import type { ContactForm } from './inputs';

/** Of one address, so that nobody fills the table, and of all together, so that no crowd does. */
const ofOne = { max: 5, windowSeconds: 60 * 60 };
const ofAll = { max: 200, windowSeconds: 24 * 60 * 60 };

/**
 * Keeps what a visitor wrote. `from` is the address of the connection. The id is for sending it on; null where a program
 * filled what no person sees: it is told nothing of that, and nothing is kept.
 */
export async function receiveMessage(form: ContactForm, from: string): Promise<{ id: string } | null> {
  await countAttempt('contact', from, ofOne);
  if (form.website !== '') return null;
  await countAttempt('contact', 'everybody', ofAll);
  const { name, email, message } = form;
  return db().contactMessage.create({ data: { name, email, text: message }, select: { id: true } });
}
