/**
 * Running a database: start the embedded one, migrate, back up, connect. For the server, the command line and the
 * tests; never imported by what Next serves.
 */
export { type Connection, connect } from './connect';
export { openDataFolder } from './data-folder';
export { migrate, pendingMigrations } from './migrate';
export { missingMigration, writeMigration } from './new-migration';
export { isReachable } from './reach';
