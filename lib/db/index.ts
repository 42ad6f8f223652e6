/**
 * The connection to the database, and the only importer of Prisma. It holds no query of the product: those are in the
 * modules that own them. Starting, migrating and backing up are in `@/lib/db/operate`, for the server and the command
 * line alone.
 */
export { ask, db, disconnect, isAnswering, isEmbedded, pool } from './client';
export { isForeignKeyViolation, isNotFound, isUniqueViolation } from './failures';
export * from './generated/client';
