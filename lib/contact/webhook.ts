import { AppError } from '@/lib/errors';
import { type AddressPolicy, openPool } from '@/lib/upstream';
import type { Outgoing } from './outgoing';

const limitMs = 10_000;

/** Posts the message as JSON to an address that is checked as a server's is. Redirects are not followed; the answer is not read. */
export async function postToWebhook(
  { id, at, name, email, text }: Outgoing,
  url: string,
  addresses: AddressPolicy,
): Promise<void> {
  const opened = await openPool(url, addresses, { connections: 1 });
  if (!opened.ok) throw new AppError('invalid', `The webhook was not asked. ${opened.message}`);
  const { pool, origin, path } = opened;
  try {
    const answer = await pool.request({
      origin,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Sallyport' },
      body: JSON.stringify({ kind: 'contact', id, at: at.toISOString(), name, email, message: text }),
      signal: AbortSignal.timeout(limitMs),
    });
    await answer.body.dump({ limit: 65_536 });
    const { statusCode } = answer;
    if (statusCode < 200 || statusCode > 299) {
      throw new AppError('unavailable', `The webhook answered with ${statusCode}.`);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('unavailable', 'The webhook did not answer.', { cause: error });
  } finally {
    await pool.destroy();
  }
}
