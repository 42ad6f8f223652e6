'use client';

import { Button, IconButton } from '@/components/ui/button';
import { TextInput } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { SecretInput } from '@/components/ui/secret-input';
import type { NamedValue } from '../shapes';

type NamedRowsProps = {
  legend: string;
  /** One of them, as in 'header'. */
  noun: string;
  rows: NamedValue[];
  onChange: (rows: NamedValue[]) => void;
  namePlaceholder: string;
  fault?: (field: string) => string | undefined;
  /** The list's name in the input, for its faults. */
  field: string;
  /** How many of the list stand before these rows. */
  offset?: number;
};

/** Headers or variables: a name, a value that is not shown, any number of them. */
export function NamedRows({
  legend,
  noun,
  rows,
  onChange,
  namePlaceholder,
  fault,
  field,
  offset = 0,
}: NamedRowsProps) {
  const change = (index: number, part: Partial<NamedValue>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...part } : row)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-12 font-medium">{legend}</legend>
      <div className="grid gap-2">
        {rows.map((row, index) => {
          const at = `${field}.${index + offset}`;
          const wrong = fault?.(at) ?? fault?.(`${at}.name`) ?? fault?.(`${at}.value`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <div key={index}>
              <div className="flex flex-wrap gap-2 sm:flex-nowrap">
                <TextInput
                  mono
                  aria-label={`Name of ${noun} ${index + 1}`}
                  placeholder={namePlaceholder}
                  value={row.name}
                  autoComplete="off"
                  aria-invalid={Boolean(wrong)}
                  className="sm:max-w-56"
                  onChange={(event) => change(index, { name: event.target.value })}
                />
                <div className="flex min-w-0 flex-1 gap-2">
                  <div className="min-w-0 flex-1">
                    <SecretInput
                      mono
                      what="value"
                      aria-label={`Value of ${noun} ${index + 1}`}
                      placeholder="Value"
                      value={row.value}
                      autoComplete="off"
                      aria-invalid={Boolean(wrong)}
                      onChange={(event) => change(index, { value: event.target.value })}
                    />
                  </div>
                  <IconButton
                    icon="x"
                    size="lg"
                    label={`Remove ${noun} ${index + 1}`}
                    onClick={() => onChange(rows.filter((_, at) => at !== index))}
                  />
                </div>
              </div>
              {wrong && (
                <p className="mt-1 flex gap-1.5 text-12">
                  <Icon name="x" size={14} className="mt-px text-f-error" strokeWidth={2} />
                  {wrong}
                </p>
              )}
            </div>
          );
        })}
        <div>
          <Button size="sm" icon="plus" onClick={() => onChange([...rows, { name: '', value: '' }])}>
            {rows.length === 0 ? `Add a ${noun}` : `Another ${noun}`}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

/** Rows that nobody filled in are not sent. */
export function filled(rows: NamedValue[]): NamedValue[] {
  return rows.filter((row) => row.name.trim() !== '' || row.value !== '');
}
