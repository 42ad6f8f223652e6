import { answer } from '@/app/api/answer';
import { AppError } from '@/lib/errors';

/** Whatever else is asked for: a program is answered as one, not with a page. */
function nowhere(): Promise<Response> {
  return answer(async () => {
    throw new AppError('not_found', 'The API has nothing at this address.', {
      hint: 'What there is stands in /api/v1/openapi.json.',
    });
  });
}

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
