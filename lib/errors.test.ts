import { expect, test } from 'vitest';
import { AppError, isAppError, reportOf } from './errors';

test('an expected error shows its sentence, its status and what to do', () => {
  const error = new AppError('not_found', 'There is no server `mail`.', { hint: 'Pick one from the list.' });
  expect(reportOf(error, 'a1')).toEqual({
    code: 'not_found',
    message: 'There is no server `mail`.',
    status: 404,
    hint: 'Pick one from the list.',
  });
});

test('an unexpected error shows an id and nothing of itself', () => {
  const report = reportOf(new Error('password=hunter2'), 'a1');
  expect(report).toMatchObject({ code: 'internal', status: 500, id: 'a1' });
  expect(JSON.stringify(report)).not.toContain('hunter2');
});

test('an error of another copy of the module is known by its name', () => {
  const foreign = Object.assign(new Error('x'), { name: 'AppError', code: 'conflict', status: 409 });
  expect(isAppError(foreign)).toBe(true);
  expect(isAppError(new Error('x'))).toBe(false);
});
