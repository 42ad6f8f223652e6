import pg from 'pg';
import type { Place } from './place';

/**
 * A pool of connections to `place`. The embedded database has one session for everybody, and an open transaction
 * makes all others wait: so one connection a process there, and the waiting is done here.
 */
export function poolFor(place: Place): pg.Pool {
  const pool =
    place.kind === 'embedded'
      ? new pg.Pool({
          host: place.host,
          port: place.port,
          user: 'postgres',
          database: 'postgres',
          max: 1,
          idleTimeoutMillis: 0,
          connectionTimeoutMillis: 60_000,
        })
      : new pg.Pool({
          connectionString: place.connectionString,
          max: 10,
          idleTimeoutMillis: 30_000,
          connectionTimeoutMillis: 10_000,
          application_name: 'sallyport',
          // A host that vanished without a word is noticed.
          keepAlive: true,
        });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}
