import { AppError } from '@/lib/errors';
import { type Place, placeOf } from '../place';
import { poolFor } from '../pool';

/** Asks the database one question. Throws one plain sentence, without the password, where it does not answer. */
export async function reach(place: Place): Promise<void> {
  const pool = poolFor(place);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    throw new AppError('unavailable', `The database${nameOf(place)} cannot be reached: ${reasonOf(error)}.`, {
      hint: place.kind === 'postgres' ? 'Check DATABASE_URL and that Postgres is running.' : undefined,
      cause: error,
    });
  } finally {
    await pool.end();
  }
}

/** Whether the database of this process still answers. */
export async function isReachable(): Promise<boolean> {
  try {
    await reach(placeOf());
    return true;
  } catch {
    return false;
  }
}

/** Host and name of a database; never its user or password. */
function nameOf(place: Place): string {
  if (place.kind === 'embedded' || !URL.canParse(place.connectionString)) return '';
  const { host, pathname } = new URL(place.connectionString);
  return ` ${pathname.slice(1)}${host ? ` on ${host}` : ''}`;
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be resolved now',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'the connection was broken off',
  '28P01': 'the password is wrong',
  '28000': 'the user is not allowed in',
  '3D000': 'there is no such database',
  '53300': 'it has too many connections',
  '57P03': 'it is starting up or shutting down',
};

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message.split('\n')[0] : '';
  return reasons[code] ?? text?.replace(/\.$/, '') ?? 'unknown reason';
}
