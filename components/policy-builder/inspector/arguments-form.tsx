'use client';

import { Checkbox } from '@/components/ui/field';
import type { Json, JsonObject } from '@/lib/json';
import { valueField } from '../model/operators';
import { nameOf, sampleValue, topLevel } from '../model/sample';
import { ValueEditor } from './value-editor';

type ArgumentsFormProps = { schema: Json | undefined; value: JsonObject; onChange(value: JsonObject): void };

/** One line an argument: given or left out, and its value. What the schema does not declare is kept, and edited as JSON. */
export function ArgumentsForm({ schema, value, onChange }: ArgumentsFormProps) {
  const declared = topLevel(schema);
  if (declared.length === 0) {
    return (
      <p className="text-12 text-ink-3">The tool declares no arguments. Others can be written as JSON.</p>
    );
  }

  function put(name: string, next: Json | undefined) {
    const entries = Object.entries(value).filter(([key]) => key !== name);
    const kept = Object.hasOwn(value, name)
      ? Object.entries(value).flatMap(([key, old]): [string, Json][] =>
          key !== name ? [[key, old]] : next === undefined ? [] : [[key, next]],
        )
      : [...entries, ...(next === undefined ? [] : [[name, next] as [string, Json]])];
    onChange(Object.fromEntries(kept));
  }

  return (
    <ul className="grid gap-1.5">
      {declared.map((argument) => {
        const name = nameOf(argument);
        const given = Object.hasOwn(value, name);
        const present = given ? (value[name] ?? null) : null;
        return (
          <li
            key={argument.path}
            className="grid grid-cols-[24px_minmax(72px,112px)_minmax(0,1fr)] items-center gap-1.5"
          >
            <Checkbox
              aria-label={`${argument.label} is given`}
              checked={given}
              onChange={(event) => put(name, event.currentTarget.checked ? sampleValue(argument) : undefined)}
            />
            <span className="min-w-0" title={argument.description}>
              <code className="block truncate leading-4 font-medium">{argument.label}</code>
              <span className="block truncate text-11 text-ink-3">
                {argument.note}
                {argument.required && ', required'}
              </span>
            </span>
            {given ? (
              <ValueEditor
                field={valueField('eq', argument, present)}
                value={present}
                pointer={`try ${argument.path}`}
                label={argument.label}
                commit={(next) => {
                  put(name, next);
                  return null;
                }}
              />
            ) : (
              <span className="text-12 text-ink-3">left out</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
