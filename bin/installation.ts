import type * as z from 'zod';
import { connect, isReachable } from '@/lib/db/operate';
import { AppError, isAppError } from '@/lib/errors';
import { type Io, Unusable } from './io';

/** Runs what needs the database: on the one that runs, else on one that is started for it and stopped after. */
export async function onInstallation<T>(io: Io, work: () => Promise<T>): Promise<T> {
  try {
    const connection = await connect({ share: true, say: (line) => io.stderr.write(`${line}\n`) });
    try {
      return await work();
    } catch (error) {
      if (isAppError(error) || (await isReachable())) throw error;
      throw new AppError('unavailable', 'The database ended while this was at work.', {
        hint: 'An embedded one ends with the process that started it. See that it runs, then try again.',
        cause: error,
      });
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new Unusable([error.message, error.hint].filter(Boolean).join(' '), { cause: error });
  }
}

/** What was given, parsed; every fault of it in one sentence each. */
export function read<S extends z.ZodType>(Schema: S, given: unknown): z.output<S> {
  const parsed = Schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Unusable(parsed.error.issues.map(sentence).join(' '));
}

/** A word that is none of those there are is told with its option; everything else has a sentence of its own. */
function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_value') return issue.message;
  return `--${issue.path.join('.')} must be one of ${issue.values.join(', ')}.`;
}
