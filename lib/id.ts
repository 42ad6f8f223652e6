/** What names a row. The database keeps no NUL, and none of ours holds any other control character. */

import * as z from 'zod';

export const Id = z
  .string()
  .min(1)
  .max(64)
  .refine((given) => !/\p{Cc}/u.test(given), 'An id holds no NUL and no other control character.');
