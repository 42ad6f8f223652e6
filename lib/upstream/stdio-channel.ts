/** A process of its own for each session. Source: specification, basic/transports, stdio. */

import { asAppError, bounded, Mailbox, type MessageChannel } from './channel';
import { Child } from './child';
import { readLines } from './event-stream';
import type { StdioTarget } from './target';

const lineFeed = 10;

/** Throws an `AppError` where the program cannot be started. */
export async function openStdioChannel(target: StdioTarget): Promise<MessageChannel> {
  const child = await Child.start(target).catch((cause: unknown) => {
    throw asAppError(cause);
  });
  const box = new Mailbox();
  void listen();
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (box.ended || !child.process.stdin.writable) reject(new Error('The program has ended.'));
        else child.process.stdin.write(`${message}\n`, (cause) => (cause ? reject(cause) : resolve()));
      }),
    onMessage: (take) => box.onMessage(take),
    onClose: (closed) => box.onClose(closed),
    close: () => stop('The connection was closed.'),
  };

  async function listen(): Promise<void> {
    try {
      const output = child.process.stdout as AsyncIterable<Buffer>;
      for await (const line of readLines(bounded(output, (chunk) => chunk.includes(lineFeed))))
        if (line.trim() !== '') box.deliver(line);
      stop(`The program ${await child.ended}.`);
    } catch {
      stop('The program sent what cannot be read.');
    }
  }

  function stop(why: string): void {
    box.end(why);
    void child.stop(false);
  }
}
