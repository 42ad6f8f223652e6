'use client';

import { useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Field, Textarea, TextInput } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';

export type ContactState =
  | { kind: 'empty' }
  | { kind: 'sent' }
  | {
      kind: 'refused';
      message: string;
      hint?: string | undefined;
      /** What is wrong, by the field's name. */
      fields: { readonly [field: string]: string };
      typed: { name: string; email: string; message: string };
    };

type Typed = Pick<Extract<ContactState, { kind: 'refused' }>, 'typed' | 'fields'>;
const blank: Typed = { typed: { name: '', email: '', message: '' }, fields: {} };

type ContactFormProps = { send: (before: ContactState, form: FormData) => Promise<ContactState> };

/** Works without a script: the form is posted, and the answer is the page again with what was typed. */
export function ContactForm({ send }: ContactFormProps) {
  const [state, action, busy] = useActionState(send, { kind: 'empty' });
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.kind !== 'empty') told.current?.focus();
  }, [state]);
  if (state.kind === 'sent') {
    return (
      <div
        ref={told}
        tabIndex={-1}
        role="status"
        className="flex items-center gap-3 rounded-3 border border-line bg-bg p-5 text-15 outline-none"
      >
        <Icon name="allow" size={20} className="text-allow" />
        Message sent. We'll get back to you soon.
      </div>
    );
  }
  const { typed, fields } = state.kind === 'refused' ? state : blank;
  const fault = (field: string) => (Object.hasOwn(fields, field) ? fields[field] : undefined);
  return (
    <form action={action} className="grid gap-4" noValidate>
      <div ref={told} tabIndex={-1} role="status" className="outline-none">
        {state.kind === 'refused' && Object.keys(fields).length === 0 && (
          <Notice tone="error" title={state.message}>
            {state.hint}
          </Notice>
        )}
      </div>
      <Field label="Name" error={fault('name')}>
        <TextInput name="name" autoComplete="name" defaultValue={typed.name} maxLength={120} required />
      </Field>
      <Field label="Email" error={fault('email')} hint="Used to answer you, and for nothing else.">
        <TextInput
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={typed.email}
          maxLength={254}
          required
        />
      </Field>
      <Field label="Message" error={fault('message')}>
        <Textarea name="message" rows={7} defaultValue={typed.message} maxLength={5000} required />
      </Field>
      {/* For programs: no person sees or reaches it. */}
      <div className="hidden" aria-hidden="true">
        <label>
          Website
          <input name="website" type="text" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <div>
        <Button type="submit" variant="primary" size="xl" busy={busy}>
          Send the message
        </Button>
      </div>
    </form>
  );
}
