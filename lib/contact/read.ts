import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import type { ListMessages, OfMessage } from './inputs';

const pageSize = 50;

export type Message = {
  id: string;
  at: Date;
  name: string;
  email: string;
  text: string;
  readAt: Date | null;
  sentAt: Date | null;
  problem: string | null;
};
export type Messages = { items: Message[]; unread: number; before: string | null };

/** The newest first, fifty at a time; `before` is the last of the page before. */
export async function listMessages(actor: Actor, { before }: ListMessages): Promise<Messages> {
  demand(actor, 'message.read');
  const [rows, unread] = await Promise.all([
    db().contactMessage.findMany({
      where: before ? { id: { lt: before } } : {},
      orderBy: { id: 'desc' },
      take: pageSize + 1,
    }),
    countUnreadMessages(actor),
  ]);
  const items = rows.slice(0, pageSize);
  return { items, unread, before: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

export async function countUnreadMessages(actor: Actor): Promise<number> {
  demand(actor, 'message.read');
  return db().contactMessage.count({ where: { readAt: null } });
}

export async function markMessageRead(actor: Actor, { messageId }: OfMessage): Promise<void> {
  demand(actor, 'message.read');
  const { count } = await db().contactMessage.updateMany({
    where: { id: messageId },
    data: { readAt: new Date() },
  });
  if (count !== 1) throw noMessage();
}

export async function deleteMessage(actor: Actor, { messageId }: OfMessage): Promise<void> {
  demand(actor, 'message.read');
  const { count } = await db().contactMessage.deleteMany({ where: { id: messageId } });
  if (count !== 1) throw noMessage();
}

function noMessage(): AppError {
  return new AppError('not_found', 'There is no such message.', { hint: 'It may have been deleted.' });
}
