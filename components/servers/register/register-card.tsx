'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';
import { later } from '@/components/ui/later';
import { useTabList } from '@/components/ui/tabs';
import { toast } from '@/components/ui/toast';
import { said, settle } from '@/components/ui/use-action';
import type { SampleName } from '../shapes';
import type { RegisterPorts } from './ports';
import { Progress } from './progress';
import { UrlForm } from './url-form';
import { type Registration, useRegistration } from './use-registration';

const ways = [
  { value: 'url', icon: 'link', name: 'URL', hint: 'Streamable HTTP or SSE' },
  { value: 'command', icon: 'terminal', name: 'Command', hint: 'A local server over stdio' },
  { value: 'configuration', icon: 'clipboard', name: 'Client config', hint: 'Paste mcpServers JSON' },
  { value: 'listing', icon: 'braces', name: 'tools/list', hint: 'Paste the answer, no connection' },
] as const satisfies readonly { value: string; icon: IconName; name: string; hint: string }[];
type Way = (typeof ways)[number]['value'];

// Fetched when somebody chooses one of them: most come with a URL.
const CommandForm = later(() => import('./other-ways').then((module) => module.CommandForm));
const ConfigurationForm = later(() => import('./other-ways').then((module) => module.ConfigurationForm));
const ListingForm = later(() => import('./other-ways').then((module) => module.ListingForm));

const samples: readonly { sample: SampleName; name: string; hint: string }[] = [
  { sample: 'everything', name: 'Everything', hint: 'shows all that MCP can' },
  { sample: 'filesystem', name: 'Filesystem', hint: 'files in a folder of its own' },
  { sample: 'memory', name: 'Memory', hint: 'a small knowledge graph' },
];

type RegisterCardProps = { ports: RegisterPorts; first: boolean };

export function RegisterCard({ ports, first }: RegisterCardProps) {
  const [way, setWay] = useState<Way>('url');
  const [seen, setSeen] = useState<readonly Way[]>([way]);
  const parts = useTabList(
    'How the server is registered',
    ways.map(({ value }) => value),
    way,
    choose,
  );
  const registration = useRegistration();
  const bySample = useRegistration();
  const busy = registration.busy || bySample.busy;

  function choose(next: Way) {
    if (registration.busy) return;
    registration.forget();
    setWay(next);
    setSeen((before) => (before.includes(next) ? before : [...before, next]));
  }
  const discardOf = (of: Registration) => async (serverId: string) => {
    const answer = await settle(ports.discard, { serverId });
    if (!answer.ok) return toast(said(answer.error), { tone: 'failed' });
    of.forget();
    toast('The server is discarded.');
  };
  const form = { registration, ports, discard: discardOf(registration) };
  return (
    <Card quiet className={cx(first ? 'p-4 sm:p-6' : 'p-4')}>
      <div id="register" className="scroll-mt-4" />
      <h2 className={cx('font-semibold', first ? 'mb-1 text-18 tracking-[-0.01em]' : 'text-13')}>
        {first ? 'Register your first server' : 'Register a server'}
      </h2>
      <p className={cx('text-ink-2', first ? 'mb-5' : 'mb-3')}>
        {first
          ? 'Sallyport reads its tools, gives each a class, and proposes a policy. No call is let through until you say so.'
          : 'Its tools are read and classified. Nothing is let through until you say so.'}
      </p>
      <div {...parts.list} className="grid grid-cols-2 gap-2 lg:grid-cols-4">
        {ways.map(({ value, icon, name, hint }) => (
          <button
            key={value}
            {...parts.tab(value)}
            className="group flex min-w-0 items-start gap-2.5 rounded-2 border border-line-2 bg-surface px-3 py-2.5 text-left text-ink-2 hover:bg-hover data-active:border-accent data-active:bg-accent-tint data-active:inset-ring data-active:inset-ring-accent"
          >
            <Icon name={icon} className="group-data-active:text-accent-ink" />
            <span className="min-w-0">
              <span className="block leading-4 font-medium text-ink">{name}</span>
              <span className="mt-0.5 block text-11 text-ink-3 group-data-active:text-ink-2">{hint}</span>
            </span>
          </button>
        ))}
      </div>
      {ways.map(({ value }) => (
        <div key={value} {...parts.panel(value)} className="mt-4">
          {seen.includes(value) && (
            <Form way={value} {...form} registration={value === way ? registration : idle} />
          )}
        </div>
      ))}
      <div className="mt-4 flex flex-wrap items-center gap-2 text-12">
        <span className="text-ink-3">Or start from a sample, without a network:</span>
        {samples.map(({ sample, name, hint }) => (
          <Button
            key={sample}
            size="sm"
            title={hint}
            className="shadow-none"
            aria-disabled={busy || undefined}
            onClick={() => !busy && bySample.start(() => ports.sample({ sample }))}
          >
            {name}
          </Button>
        ))}
      </div>
      {bySample.refusal && (
        <p role="alert" className="mt-3 text-13">
          {said(bySample.refusal)}
        </p>
      )}
      <Progress registration={bySample} discard={discardOf(bySample)} />
    </Card>
  );
}

/** The forms that are not shown keep what was typed, and know nothing of what is being read. */
const idle: Registration = {
  busy: false,
  refusal: null,
  readings: [],
  start: async () => {},
  again: async () => {},
  cancel: () => {},
  forget: () => {},
};

type FormProps = { registration: Registration; ports: RegisterPorts; discard: (serverId: string) => void };

function Form({ way, ...form }: FormProps & { way: Way }) {
  switch (way) {
    case 'url':
      return <UrlForm {...form} />;
    case 'command':
      return <CommandForm {...form} />;
    case 'configuration':
      return <ConfigurationForm {...form} />;
    case 'listing':
      return <ListingForm registration={form.registration} ports={form.ports} />;
    default:
      return way satisfies never;
  }
}
