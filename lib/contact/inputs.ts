import * as z from 'zod';
import { Id } from '@/lib/id';

const noControls = (text: string) => !/[\p{Cc}\p{Cf}]/u.test(text);

/** What the form sends. `website` is no field that a person sees: whoever fills it is a program. */
export const ContactForm = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Say who you are.')
    .max(120, 'A name has at most 120 characters.')
    .refine(noControls, 'A name holds no control characters.'),
  email: z
    .string()
    .trim()
    .max(254, 'An address has at most 254 characters.')
    .pipe(z.email('Give an address that you can be answered at.')),
  message: z
    .string()
    .trim()
    .min(1, 'Write what it is about.')
    .max(5_000, 'A message has at most 5,000 characters.')
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(/(?!\n|\t)\p{Cc}/gu, '')),
  website: z.string().max(1_000).default(''),
});
export type ContactForm = z.output<typeof ContactForm>;

export const ListMessages = z.strictObject({ before: Id.optional() });
export type ListMessages = z.output<typeof ListMessages>;
export const OfMessage = z.strictObject({ messageId: Id });
export type OfMessage = z.output<typeof OfMessage>;
