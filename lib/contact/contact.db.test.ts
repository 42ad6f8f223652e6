import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import type { Actor } from '@/lib/rights';
import {
  ContactForm,
  deleteMessage,
  listMessages,
  markMessageRead,
  receiveMessage,
  type SendOn,
  sendMessageOn,
} from './index';

const operator: Actor = {
  userId: 'u',
  name: 'Ada',
  email: 'ada@example.com',
  organisationId: 'o',
  organisationName: 'O',
  role: 'owner',
  operates: true,
};
const nowhere: SendOn = {
  webhook: undefined,
  smtp: undefined,
  to: undefined,
  addresses: { loopback: true, allowNets: [] },
};
const form = (more: object = {}) =>
  ContactForm.parse({ name: 'Eve', email: 'eve@example.com', message: 'Hello <b>there</b>', ...more });
const silent = () => {};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
beforeEach(async () => {
  await db().contactMessage.deleteMany();
  await db().attempt.deleteMany();
});

function listening(server: Server): Promise<number> {
  closing.push(() => server.close());
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)),
  );
}

async function kept() {
  const [message] = await db().contactMessage.findMany();
  return message;
}

test('a message is kept as it was written, and read by the operator alone', async () => {
  await receiveMessage(form(), '192.0.2.1');
  const { items, unread } = await listMessages(operator, {});
  expect(items).toMatchObject([{ name: 'Eve', text: 'Hello <b>there</b>', readAt: null }]);
  expect(unread).toBe(1);
  for (const nobody of [{ operates: false }, { role: 'member' }] as const) {
    await expect(listMessages({ ...operator, ...nobody }, {})).rejects.toMatchObject({ code: 'forbidden' });
  }
  const messageId = items[0]?.id ?? '';
  await markMessageRead(operator, { messageId });
  expect((await listMessages(operator, {})).unread).toBe(0);
  await deleteMessage(operator, { messageId });
  await expect(deleteMessage(operator, { messageId })).rejects.toMatchObject({ code: 'not_found' });
});

test('pages of messages follow each other without a gap', async () => {
  for (let index = 0; index < 60; index += 1) await receiveMessage(form({ name: `N${index}` }), randomUUID());
  const first = await listMessages(operator, {});
  const second = await listMessages(operator, { before: first.before ?? '' });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(
    Array.from({ length: 60 }, (_, index) => `N${59 - index}`),
  );
  expect(second.before).toBeNull();
});

test('one address writes five times an hour, and another goes on', async () => {
  for (let index = 0; index < 5; index += 1) await receiveMessage(form(), '192.0.2.1');
  await expect(receiveMessage(form(), '192.0.2.1')).rejects.toMatchObject({ code: 'too_many' });
  await expect(receiveMessage(form(), '192.0.2.2')).resolves.toMatchObject({ id: expect.any(String) });
});

test('who fills what no person sees is told nothing, and nothing is kept', async () => {
  expect(await receiveMessage(form({ website: 'https://spam.example' }), '192.0.2.1')).toBeNull();
  expect(await db().contactMessage.count()).toBe(0);
});

test('a message goes to the webhook as JSON', async () => {
  const got: unknown[] = [];
  const server = createServer(async (req: IncomingMessage, res: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    got.push(JSON.parse(Buffer.concat(chunks).toString()));
    res.writeHead(204).end();
  });
  const port = await listening(server);
  const made = await receiveMessage(form(), '192.0.2.1');
  await sendMessageOn(made?.id ?? '', { ...nowhere, webhook: `http://127.0.0.1:${port}/hook` }, silent);
  expect(got).toMatchObject([{ kind: 'contact', name: 'Eve', message: 'Hello <b>there</b>' }]);
  expect(await kept()).toMatchObject({ sentAt: expect.any(Date), problem: null });
});

test.each([
  ['an inner address', 'http://169.254.169.254/', 'The webhook was not asked.'],
  ['an address where nobody listens', 'http://127.0.0.1:1/', 'The webhook did not answer.'],
])('%s leaves the message kept, with the reason', async (_what, webhook, reason) => {
  const made = await receiveMessage(form(), '192.0.2.1');
  await sendMessageOn(made?.id ?? '', { ...nowhere, webhook }, silent);
  expect(await kept()).toMatchObject({ sentAt: null, problem: expect.stringContaining(reason) });
});

test('a redirect is an answer and is not followed', async () => {
  let asked = 0;
  const port = await listening(
    createServer((_req, res) => {
      asked += 1;
      res.writeHead(302, { location: '/again' }).end();
    }),
  );
  const made = await receiveMessage(form(), '192.0.2.1');
  await sendMessageOn(made?.id ?? '', { ...nowhere, webhook: `http://127.0.0.1:${port}/` }, silent);
  expect(asked).toBe(1);
  expect(await kept()).toMatchObject({ sentAt: null, problem: 'The webhook answered with 302.' });
});

test('a message goes by mail, to be answered to the visitor, with no header of theirs', async () => {
  let mail = '';
  const port = await listening(mailServer((text) => (mail += text)));
  const made = await receiveMessage(form({ message: 'Line one\nBcc: all@example.com' }), '192.0.2.1');
  const to = { ...nowhere, smtp: `smtp://127.0.0.1:${port}`, to: 'operator@example.com' };
  await sendMessageOn(made?.id ?? '', to, silent);
  const [headers = ''] = mail.split('\r\n\r\n');
  expect(headers).toMatch(/^Reply-To: "?Eve"? <eve@example\.com>\r?$/m);
  expect(headers).toMatch(/^To: operator@example\.com\r?$/m);
  expect(headers).not.toMatch(/^Bcc:/im);
  expect(mail).toContain('Bcc: all@example.com');
  expect(await kept()).toMatchObject({ sentAt: expect.any(Date), problem: null });
});

/** As much of SMTP as one mail needs. */
function mailServer(take: (text: string) => void): Server {
  return createSocketServer((socket) => {
    let isMail = false;
    socket.write('220 test\r\n');
    socket.on('data', (data) => {
      const text = data.toString();
      if (isMail) {
        take(text);
        if (!text.endsWith('\r\n.\r\n')) return;
        isMail = false;
        socket.write('250 kept\r\n');
      } else if (text.startsWith('DATA')) {
        isMail = true;
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) {
        socket.end('221 bye\r\n');
      } else socket.write('250 ok\r\n');
    });
  });
}
