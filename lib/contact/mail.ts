import { createTransport } from 'nodemailer';
import { isLoopbackHost } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { Outgoing } from './outgoing';

const limitMs = 10_000;

/** Sends the message as a mail that can be answered. The visitor's address stands in Reply-To alone: we do not pose as them. */
export async function sendByMail(
  { name, email, text, at }: Outgoing,
  smtp: string,
  to: string,
): Promise<void> {
  const { protocol, hostname, port, username, password } = new URL(smtp);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A password never goes over a connection that anybody can read, except on this machine.
    requireTLS: !secure && username !== '' && !isLoopbackHost(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: 'Sallyport', address: to },
      to,
      replyTo: { name, address: email },
      subject: `Message from ${name}`,
      text: `${text}\n\n-- \n${name} <${email}>, ${at.toISOString()}\n`,
    });
  } catch (error) {
    throw new AppError('unavailable', 'The mail server did not take the message.', { cause: error });
  } finally {
    transport.close();
  }
}
