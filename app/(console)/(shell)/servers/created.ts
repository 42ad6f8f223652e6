import type { Created } from '@/lib/control';
import { AppError } from '@/lib/errors';

/** The new policy, or what is wrong with the text that it was to be made of. */
export function createdOrRefused(created: Created): { policyId: string } {
  if (created.ok) return { policyId: created.id };
  const [first, ...rest] = created.faults;
  if (!first) throw new AppError('invalid', 'This is no policy.', { field: 'start' });
  const more =
    rest.length === 0 ? '' : ` ${rest.length} more ${rest.length === 1 ? 'fault' : 'faults'} below it.`;
  throw new AppError('invalid', `Line ${first.line}, column ${first.column}: ${first.message}${more}`, {
    field: 'start',
  });
}
