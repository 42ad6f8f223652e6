'use client';

import type { ReactNode } from 'react';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Chip } from '@/components/ui/badges';
import { Notice } from '@/components/ui/card';
import { isObject, type Json } from '@/lib/json';
import { argumentsOf } from '../model/arguments';
import type { Row } from '../model/rows';
import { usedInWords } from '../model/words';
import { useBuilderStore } from '../state';

const reviews = {
  reviewed: 'The definition was reviewed.',
  unreviewed: 'Nobody has reviewed this definition yet.',
  drifted: 'The definition changed since it was reviewed.',
};

/** What is known about a tool. Everything that the server said is shown as plain text. */
export function AboutTab({ row }: { row: Row }) {
  const { tool, used } = row;
  const { server } = useBuilderStore().given;
  const args = argumentsOf(tool.inputSchema).filter((argument) => !argument.path.includes('[*]'));
  const hints = isObject(tool.annotations) ? Object.entries(tool.annotations) : [];
  return (
    <div>
      {tool.problem && (
        <div className="px-4 pt-3">
          <Notice tone="warning" title="The definition is malformed">
            {tool.problem} It can be decided all the same.
          </Notice>
        </div>
      )}
      <Block title="Risk">
        <div className="flex items-center gap-2">
          <RiskBadge riskClass={tool.class} severity={tool.severity} />
        </div>
        {tool.rationale && <p className="text-13 break-words text-ink-2">{tool.rationale}</p>}
        {tool.classSetBy && <p className="text-12 text-ink-3">Set by {tool.classSetBy}</p>}
        {tool.evidence && tool.evidence.length > 0 && (
          <ul className="grid gap-2">
            {tool.evidence.map(({ where, quote, says }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: evidence is a fixed list
              <li key={i} className="border-l-2 border-line-2 pl-2.5 text-12">
                <p className="break-words text-ink-2">{says}</p>
                <p className="break-words text-ink-3">
                  {where}: <code className="text-11">{quote}</code>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Block>
      {used && (
        <Block title="Use">
          <p className="text-13 text-ink-2">{usedInWords(used)}.</p>
          {used.call && server && (
            <a
              href={`/servers/${server.id}/activity?tool=${encodeURIComponent(tool.name)}`}
              className="justify-self-start text-12 text-accent-ink hover:underline"
            >
              Its calls in Activity
            </a>
          )}
        </Block>
      )}
      <Block title="Description">
        <p className="text-13 break-words whitespace-pre-wrap text-ink-2">
          {tool.description ?? 'The server sent no description.'}
        </p>
        <p className="text-12 text-ink-3">{reviews[tool.review ?? 'reviewed']}</p>
      </Block>
      <Block title={args.length > 0 ? `Arguments` : 'Arguments: none declared'}>
        {args.length > 0 && (
          <ul className="grid gap-1.5">
            {args.map((argument) => (
              <li key={argument.path} className="text-12">
                <code className="font-medium break-words">{argument.label}</code>{' '}
                <span className="text-ink-3">
                  {argument.note}
                  {argument.required && ', required'}
                </span>
                {argument.description && <p className="break-words text-ink-2">{argument.description}</p>}
              </li>
            ))}
          </ul>
        )}
      </Block>
      {hints.length > 0 && (
        <Block title="Annotations" hint="what the server claims">
          <div className="flex flex-wrap gap-1">
            {hints.map(([name, value]) => (
              <Chip key={name} className="max-w-full">
                <span className="truncate">
                  {name}: {JSON.stringify(value)}
                </span>
              </Chip>
            ))}
          </div>
        </Block>
      )}
      {tool.inputSchema !== undefined && (
        <Block title="Input schema">
          <Definition value={tool.inputSchema} />
        </Block>
      )}
    </div>
  );
}

const most = 20_000;

function Definition({ value }: { value: Json }) {
  const text = JSON.stringify(value, null, 2);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is code, and a region only because it scrolls
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
      tabIndex={0}
      aria-label="Input schema as JSON"
      role="region"
      className="max-h-96 overflow-auto rounded-2 bg-sunken p-2.5 text-11 text-ink-2 inset-ring inset-ring-line"
    >
      {text.length > most ? `${text.slice(0, most)}\n… ${text.length - most} more characters` : text}
    </pre>
  );
}

function Block({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-b border-line px-4 py-3 last:border-b-0">
      <h3 className="flex items-center text-12 font-semibold">
        {title}
        {hint && <span className="ml-auto font-normal text-ink-3">{hint}</span>}
      </h3>
      {children}
    </section>
  );
}
