import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { errorOf, parse } from './action';
import { AppError } from './errors';

const Schema = z.strictObject({
  name: z.string().min(1, 'Give a name.'),
  where: z.strictObject({ url: z.url('This is no address.') }),
});

afterEach(() => vi.restoreAllMocks());

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('what an action answers with', () => {
  it('names every field that something is wrong with', () => {
    const error = errorOf(caught(() => parse(Schema, { name: '', where: { url: 'x' } })));
    expect(error).toEqual({
      code: 'invalid',
      message: 'Give a name.',
      field: 'name',
      fields: { name: 'Give a name.', 'where.url': 'This is no address.' },
    });
  });

  it('refuses what is not asked for', () => {
    const input = { name: 'a', where: { url: 'https://a.example' }, role: 'owner' };
    expect(errorOf(caught(() => parse(Schema, input)))).toMatchObject({ code: 'invalid' });
    expect(parse(z.strictObject({}), {})).toEqual({});
  });

  it('repeats the sentence that a verb meant for the caller', () => {
    const error = new AppError('conflict', 'It is taken.', { hint: 'Choose another.', field: 'email' });
    expect(errorOf(error)).toEqual({
      code: 'conflict',
      message: 'It is taken.',
      hint: 'Choose another.',
      field: 'email',
      fields: { email: 'It is taken.' },
    });
  });

  it('says nothing of a fault of ours but an id, under which the log has the cause', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const error = errorOf(new Error('password=hunter2 at db.internal:5432'));
    expect(error).toMatchObject({ code: 'internal', id: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(JSON.stringify(error)).not.toMatch(/hunter2|db\.internal/);
    expect(log.mock.calls[0]?.[0]).toBe(`[${error.id}]`);
  });

  it('lets Next’s own signals pass', async () => {
    const { redirect } = await import('next/navigation');
    const signal = caught(() => redirect('/sign-in'));
    expect(() => errorOf(signal)).toThrow();
  });
});
