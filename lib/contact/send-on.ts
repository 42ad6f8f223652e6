import { db } from '@/lib/db';
import { isAppError } from '@/lib/errors';
import type { AddressPolicy } from '@/lib/upstream';
import { sendByMail } from './mail';
import type { Outgoing } from './outgoing';
import { postToWebhook } from './webhook';

/** Where messages are sent on to: either, both or neither. */
export type SendOn = {
  webhook: string | undefined;
  /** A mail server's URL, and the address of whoever is to be told. */
  smtp: string | undefined;
  to: string | undefined;
  addresses: AddressPolicy;
};

/** Sends a kept message on where a way is set, and notes what came of it. Never throws: the message is kept anyway. */
export async function sendMessageOn(id: string, to: SendOn, log: (line: string, cause: unknown) => void) {
  const ways = [
    ...(to.webhook ? [(message: Outgoing) => postToWebhook(message, to.webhook ?? '', to.addresses)] : []),
    ...(to.smtp && to.to ? [(message: Outgoing) => sendByMail(message, to.smtp ?? '', to.to ?? '')] : []),
  ];
  if (ways.length === 0) return;
  try {
    const message = await db().contactMessage.findUnique({ where: { id } });
    if (message === null) return;
    const problems: string[] = [];
    for (const way of ways) {
      await way(message).catch((error: unknown) => {
        log('A message of the contact form could not be sent on.', error);
        problems.push(isAppError(error) ? error.message : 'It could not be sent on.');
      });
    }
    await db().contactMessage.updateMany({
      where: { id },
      data: {
        sentAt: problems.length < ways.length ? new Date() : null,
        problem: problems.length > 0 ? problems.join(' ').slice(0, 500) : null,
      },
    });
  } catch (error) {
    log('A message of the contact form could not be sent on.', error);
  }
}
