'use client';

import { Tag } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, EmptyState } from '@/components/ui/card';
import { ForeignText, foreign, plainly } from '@/components/ui/foreign-text';
import { Ago } from '@/components/ui/time';
import { type Ask, useAction } from '@/components/ui/use-action';

export type MessageShown = {
  id: string;
  /** ISO 8601. */
  at: string;
  name: string;
  email: string;
  text: string;
  isRead: boolean;
  isSent: boolean;
  problem: string | null;
};

type OfMessage = { messageId: string };
type MessageListProps = {
  messages: readonly MessageShown[];
  /** When the page was drawn, in milliseconds. */
  now: number;
  /** The next page, where there is one. */
  older: string | null;
  markRead: Ask<OfMessage, unknown>;
  remove: Ask<OfMessage, unknown>;
};

/** What visitors wrote, the newest first. Every text is a stranger's. */
export function MessageList({ messages, now, older, markRead, remove }: MessageListProps) {
  if (messages.length === 0) {
    return (
      <Card>
        <EmptyState icon="clipboard" title="Nobody has written yet.">
          What visitors send from the page ‘Get in touch’ stands here.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <ul className="grid gap-3">
        {messages.map((message) => (
          <li key={message.id}>
            <MessageCard message={message} now={now} markRead={markRead} remove={remove} />
          </li>
        ))}
      </ul>
      {older && (
        <p className="mt-4">
          <ButtonLink href={`/messages?before=${older}`} size="lg" trailing="arrow-right">
            Older messages
          </ButtonLink>
        </p>
      )}
    </>
  );
}

type MessageCardProps = { message: MessageShown } & Pick<MessageListProps, 'now' | 'markRead' | 'remove'>;

function MessageCard({ message, now, markRead, remove }: MessageCardProps) {
  const { id, at, name, email, text, isRead, isSent, problem } = message;
  const reading = useAction(markRead);
  const removing = useAction(remove);
  const trouble = reading.trouble ?? removing.trouble;
  return (
    <Card label={`Message from ${plainly(name)}`} quiet={isRead}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3">
        <h2 className="min-w-0 text-13 font-semibold [overflow-wrap:anywhere]">
          <ForeignText text={name} />
        </h2>
        <a
          href={`mailto:${encodeURIComponent(email)}`}
          className="link min-w-0 text-13 [overflow-wrap:anywhere]"
        >
          <ForeignText text={email} />
        </a>
        {!isRead && <Tag>New</Tag>}
        {isSent && <Tag>Sent on</Tag>}
        <span className="ml-auto text-12 text-ink-3">
          <Ago at={at} now={now} />
        </span>
      </header>
      <p className="px-4 py-3 text-13 whitespace-pre-line [overflow-wrap:anywhere]">{foreign(text)}</p>
      {problem && <p className="px-4 pb-2 text-12 text-f-warning">Not sent on: {problem}</p>}
      {trouble && <p className="px-4 pb-2 text-12 text-f-error">{trouble.message}</p>}
      <footer className="flex gap-2 px-4 pb-3">
        {!isRead && (
          <Button busy={reading.busy} onClick={() => reading.run({ messageId: id })}>
            Mark as read
          </Button>
        )}
        <Button variant="ghost" busy={removing.busy} onClick={() => removing.run({ messageId: id })}>
          Delete
        </Button>
      </footer>
    </Card>
  );
}
