'use client';

import { useRouter } from 'next/navigation';
import type { ChangeEvent, FormEvent, ReactNode } from 'react';
import { Button } from './button';
import { ButtonLink } from './button-link';

type FilterFormProps = {
  /** The page that is filtered. */
  at: string;
  values: Record<string, string | undefined>;
  children: ReactNode;
};

/** What is looked for stands in the address, and can be kept or sent. Without script it is a plain form. */
export function FilterForm({ at, values, children }: FilterFormProps) {
  const router = useRouter();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === 'string' && value.trim() !== '') query.set(name, value.trim());
    }
    router.push(query.size === 0 ? at : `${at}?${query}`, { scroll: false });
  }
  return (
    <form
      // What was cleared, or came by a link, is what the fields show.
      key={JSON.stringify(values)}
      action={at}
      onSubmit={submit}
      className="mb-3 flex flex-wrap items-end gap-2 *:min-w-0"
      aria-label="Filter"
    >
      {children}
      <Button type="submit" size="lg" icon="filter">
        Filter
      </Button>
      {Object.values(values).some(Boolean) && (
        <ButtonLink href={at} size="lg" variant="ghost">
          Clear
        </ButtonLink>
      )}
    </form>
  );
}

/** For fields that are chosen rather than typed: the choice is looked for at once. */
export function lookAtOnce({ target }: ChangeEvent<HTMLSelectElement>) {
  target.form?.requestSubmit();
}
