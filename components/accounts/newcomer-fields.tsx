'use client';

import { Field, TextInput } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';

export type Newcomer = { name: string; email: string; password: string; organisation: string };
export const newcomerFields = ['name', 'email', 'password', 'organisation'] as const;

type NewcomerFieldsProps = {
  draft: Newcomer;
  onChange: (draft: Newcomer) => void;
  fault: (field: string) => string | undefined;
  shortestPassword: number;
};

/** Who somebody is: asked of the first owner and of everybody who signs up. */
export function NewcomerFields({ draft, onChange, fault, shortestPassword }: NewcomerFieldsProps) {
  const typed = (field: keyof Newcomer) => ({
    name: field,
    value: draft[field],
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [field]: event.target.value }),
  });
  return (
    <>
      <Field label="Name" error={fault('name')}>
        <TextInput {...typed('name')} autoComplete="name" />
      </Field>
      <Field label="Email" error={fault('email')}>
        <TextInput {...typed('email')} type="email" autoComplete="username" />
      </Field>
      <Field label="Password" error={fault('password')} hint={`At least ${shortestPassword} characters.`}>
        <SecretInput {...typed('password')} autoComplete="new-password" />
      </Field>
      <Field
        label="Organisation"
        error={fault('organisation')}
        hint="May be left empty: then it has your name."
      >
        <TextInput {...typed('organisation')} autoComplete="organization" />
      </Field>
    </>
  );
}
