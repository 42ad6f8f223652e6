'use server';

import { headers } from 'next/headers';
import { after } from 'next/server';
import type { ContactState } from '@/components/contact/contact-form';
import { errorOf, parse } from '@/lib/action';
import { ContactForm, receiveMessage, sendMessageOn } from '@/lib/contact';
import { contactWays } from '@/lib/wiring';

export async function sendMessageAction(_before: ContactState, form: FormData): Promise<ContactState> {
  const typed = {
    name: textOf(form, 'name'),
    email: textOf(form, 'email'),
    message: textOf(form, 'message'),
  };
  try {
    const input = parse(ContactForm, { ...typed, website: textOf(form, 'website') });
    // The front has put the client's own address there, and nothing else.
    const from = (await headers()).get('x-forwarded-for') ?? '';
    const kept = await receiveMessage(input, from);
    if (kept) after(() => sendMessageOn(kept.id, contactWays(), (line, cause) => console.error(line, cause)));
    return { kind: 'sent' };
  } catch (error) {
    const { message, hint, fields = {} } = errorOf(error);
    return { kind: 'refused', message, hint, fields, typed };
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.slice(0, 20_000) : '';
}
