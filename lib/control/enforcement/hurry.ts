/** Hears from a real Postgres that something has changed. It only hurries what is asked by the clock anyway. */

import { isEmbedded, pool } from '@/lib/db';

const retryMs = 5_000;

/**
 * `onNotice` is called for each change, and after each time that nobody was listening. Ended by what it returns. The
 * embedded database has one session for everybody: nobody would hear.
 */
export function hurried(onNotice: () => void, log: (line: string, error?: unknown) => void): () => void {
  if (isEmbedded()) return () => {};
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  let leave = () => {};

  const listen = async () => {
    try {
      const client = await pool().connect();
      let left = false;
      leave = () => {
        if (left) return;
        left = true;
        client.release(true);
        if (!stopped) retry = setTimeout(() => void listen(), retryMs).unref();
      };
      client.on('error', () => leave());
      client.on('end', () => leave());
      if (stopped) return leave();
      client.on('notification', () => onNotice());
      await client.query('LISTEN sallyport_changes');
      onNotice();
    } catch (error) {
      log('Changes are not heard from the database; they are asked for by the clock.', error);
      leave();
      if (!stopped && retry === undefined) retry = setTimeout(() => void listen(), retryMs).unref();
    }
  };
  void listen();
  return () => {
    stopped = true;
    clearTimeout(retry);
    leave();
  };
}
