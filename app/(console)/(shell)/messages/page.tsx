import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MessageList } from '@/components/contact/message-list';
import { PageHead } from '@/components/ui/page-head';
import { parse } from '@/lib/action';
import { ListMessages, listMessages } from '@/lib/contact';
import { may } from '@/lib/rights';
import { signedIn } from '../../signed-in';
import { deleteMessageAction, markMessageReadAction } from './actions';

export const metadata: Metadata = { title: 'Messages' };

type Props = { searchParams: Promise<{ before?: string | string[] }> };

export default async function MessagesPage({ searchParams }: Props) {
  const actor = await signedIn();
  if (!may(actor, 'message.read')) notFound();
  const { before } = await searchParams;
  const found = await listMessages(actor, parse(ListMessages, typeof before === 'string' ? { before } : {}));
  return (
    <>
      <PageHead
        title="Messages"
        below={
          <p className="text-13 text-ink-2">
            What visitors of the public pages wrote{found.unread > 0 && `, ${found.unread} not read yet`}.
          </p>
        }
      />
      <div className="max-w-3xl">
        <MessageList
          messages={found.items.map(({ id, at, name, email, text, readAt, sentAt, problem }) => ({
            id,
            at: at.toISOString(),
            name,
            email,
            text,
            isRead: readAt !== null,
            isSent: sentAt !== null,
            problem,
          }))}
          now={Date.now()}
          older={found.before}
          markRead={markMessageReadAction}
          remove={deleteMessageAction}
        />
      </div>
    </>
  );
}
