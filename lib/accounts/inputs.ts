/** What the forms about people accept. */

import * as z from 'zod';
import { Id } from '@/lib/id';
import { longestPassword, shortestPassword } from './password';

const noControls = (text: string) => !/\p{Cc}/u.test(text);

const personName = z
  .string()
  .trim()
  .min(1, 'Give your name.')
  .max(120, 'A name has at most 120 characters.')
  .refine(noControls, 'A name holds no control characters.');
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An email address has at most 254 characters.')
  // As the browser's own field reads one: a domain's last part may have one letter.
  .pipe(z.email({ pattern: z.regexes.html5Email, error: 'This is no email address.' }));
const newPassword = z
  .string()
  .min(shortestPassword, `A password has at least ${shortestPassword} characters.`)
  .max(longestPassword, `A password has at most ${longestPassword} characters.`);
const givenPassword = z.string().min(1, 'Give the password.').max(1_024);
const organisationName = z
  .string()
  .trim()
  .max(120, 'A name has at most 120 characters.')
  .refine(noControls, 'A name holds no control characters.');

const newcomer = {
  name: personName,
  email,
  password: newPassword,
  /** Left out or empty: made from the person's name. */
  organisation: organisationName.optional(),
};

export const Newcomer = z.strictObject(newcomer);
export type Newcomer = z.output<typeof Newcomer>;

export const FirstOwner = z.strictObject({
  ...newcomer,
  code: z.string().trim().min(1, 'Give the code that the terminal shows.').max(100),
});
export type FirstOwner = z.output<typeof FirstOwner>;

export const SignUp = Newcomer;
export type SignUp = Newcomer;

export const SignIn = z.strictObject({ email, password: givenPassword });
export type SignIn = z.output<typeof SignIn>;

export const ChangePassword = z.strictObject({ current: givenPassword, next: newPassword });
export type ChangePassword = z.output<typeof ChangePassword>;

export const ResetPassword = z.strictObject({ email, password: newPassword });
export type ResetPassword = z.output<typeof ResetPassword>;

export const RenameMe = z.strictObject({ name: personName });
export type RenameMe = z.output<typeof RenameMe>;

export const EndSession = z.strictObject({ sessionId: Id });
export type EndSession = z.output<typeof EndSession>;

export const RenameOrganisation = z.strictObject({
  name: organisationName.min(1, 'Give it a name.'),
});
export type RenameOrganisation = z.output<typeof RenameOrganisation>;

export const Nothing = z.strictObject({});

export const ListAudit = z.strictObject({
  subjectKind: z
    .enum(['server', 'tool', 'policy', 'person', 'organisation', 'grant', 'approval', 'api-token'])
    .optional(),
  subjectId: Id.optional(),
  before: Id.optional(),
  limit: z.int().min(1).max(200).optional(),
});
export type ListAudit = z.output<typeof ListAudit>;
