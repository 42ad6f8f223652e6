import Link from 'next/link';
import type { ReactNode } from 'react';
import { ClassBar, ClassLegend, GraveCounts } from '@/components/risk/class-bar';
import { Card, CardHeader } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Health } from './health';
import type { ServerRow } from './shapes';

type ServerListProps = { servers: ServerRow[]; now: number };

const columns =
  'lg:grid lg:grid-cols-[minmax(180px,2fr)_minmax(152px,1fr)_64px_minmax(150px,1.3fr)_minmax(150px,1.6fr)_minmax(130px,1.2fr)]';

/** A table from 1024 px on; below, each server is a small card of the same cells. */
export function ServerList({ servers, now }: ServerListProps) {
  const tools = servers.reduce((sum, server) => sum + server.toolCount, 0);
  return (
    <Card>
      <CardHeader title={`${count(servers.length, 'server')}, ${count(tools, 'tool')}`}>
        <ClassLegend className="max-lg:hidden" />
      </CardHeader>
      <table aria-label="Servers" className="block text-13">
        <thead className="block max-lg:sr-only">
          <tr className={cx('border-t border-line bg-bg', columns)}>
            <Head>Server</Head>
            <Head>Health</Head>
            <Head end>Tools</Head>
            <Head>By class</Head>
            <Head>Policy</Head>
            <Head>To review</Head>
          </tr>
        </thead>
        <tbody className="block">
          {servers.map((server) => (
            <Row key={server.id} server={server} now={now} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ server, now }: { server: ServerRow; now: number }) {
  return (
    <tr
      className={cx(
        'relative grid grid-cols-2 gap-x-3 gap-y-2 border-t border-line px-4 py-3 hover:bg-hover lg:gap-0 lg:p-0',
        columns,
      )}
    >
      <Cell className="max-lg:col-span-2 lg:pl-4">
        <Link
          href={`/servers/${server.id}`}
          className="block truncate font-medium text-ink no-underline after:absolute after:inset-0 after:content-['']"
        >
          <bdi>{server.name}</bdi>
        </Link>
        <span className="block truncate font-mono text-11 text-ink-3" title={server.address}>
          {server.address || 'tools/list, pasted'}
        </span>
      </Cell>
      <Cell>
        <Health server={server} now={now} />
      </Cell>
      <Cell className="text-right font-medium">
        {server.toolCount}
        <span className="text-ink-3 lg:sr-only"> {server.toolCount === 1 ? 'tool' : 'tools'}</span>
      </Cell>
      <Cell className="max-lg:col-span-2">
        <ClassBar counts={server.classes} className="h-1.5" />
        <GraveCounts counts={server.classes} className="mt-1" />
      </Cell>
      <Cell>
        <Policies server={server} />
      </Cell>
      <Cell className="lg:pr-4">
        <Pending server={server} />
      </Cell>
    </tr>
  );
}

function Policies({ server }: { server: ServerRow }) {
  const [first, ...rest] = server.policies;
  if (!first) {
    return (
      <>
        <span className="block py-0.5 font-medium text-ink">No policy</span>
        <span className="block text-11 text-ink-3">every call would be denied</span>
      </>
    );
  }
  return (
    <>
      <Link
        href={`/policies/${first.id}`}
        className="relative z-1 inline-block max-w-full truncate py-0.5 text-ink no-underline hover:underline"
      >
        <bdi>{first.name}</bdi>
      </Link>
      {rest.length > 0 && <span className="block text-11 text-ink-3">and {rest.length} more</span>}
    </>
  );
}

function Pending({ server }: { server: ServerRow }) {
  const { pending, state } = server;
  const words = pendingWords(pending);
  if (state === 'draft' && server.toolCount > 0) {
    return <ReviewLink server={server} words={`${count(server.toolCount, 'tool')}, none confirmed`} />;
  }
  if (words === '')
    return (
      <span className="inline-block py-0.5 text-ink-3">
        {server.toolCount > 0 ? 'Nothing' : ''}
        {server.toolCount > 0 && <span className="lg:sr-only"> to review</span>}
      </span>
    );
  return <ReviewLink server={server} words={words} />;
}

function ReviewLink({ server, words }: { server: ServerRow; words: string }) {
  return (
    <>
      <Link href={`/servers/${server.id}/review`} className="link relative z-1 inline-block py-0.5">
        {words}
      </Link>
      <span className="block text-11 text-ink-3">denied until confirmed</span>
    </>
  );
}

/** '17 new, 3 changed': what differs from what a person confirmed. Empty where nothing does. */
export function pendingWords(pending: Pick<ServerRow['pending'], 'new' | 'changed' | 'removed'>): string {
  return (['new', 'changed', 'removed'] as const)
    .filter((kind) => pending[kind] > 0)
    .map((kind) => `${pending[kind]} ${kind}`)
    .join(', ');
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}

function Head({ children, end }: { children: ReactNode; end?: boolean }) {
  return (
    <th
      scope="col"
      className={cx(
        'px-3 text-11/7 font-medium text-ink-3 first:pl-4 last:pr-4',
        end ? 'text-right' : 'text-left',
      )}
    >
      {children}
    </th>
  );
}

function Cell({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <td className={cx('block min-w-0 leading-4 lg:self-center lg:px-3 lg:py-1.5', className)}>{children}</td>
  );
}
