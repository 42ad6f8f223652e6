import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card, CardHeader } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Ago } from '@/components/ui/time';
import { PolicyMenu, type PolicyPorts } from './policy-menu';

export type PolicyRow = {
  id: string;
  name: string;
  server: { id: string; name: string } | null;
  version: number;
  savedBy: string;
  savedAt: string;
};

type PolicyListProps = {
  policies: PolicyRow[];
  /** Those that a policy can be edited against. */
  servers: { id: string; name: string }[];
  now: number;
  ports: PolicyPorts;
  /** What is found in each, by its id: drawn when it is known. */
  findings: (policyId: string) => ReactNode;
};

const columns =
  'lg:grid lg:grid-cols-[minmax(180px,2fr)_minmax(150px,1.5fr)_minmax(150px,1.2fr)_minmax(120px,1fr)_44px]';

export function PolicyList({ policies, servers, now, ports, findings }: PolicyListProps) {
  return (
    <Card>
      <CardHeader title={`${policies.length} ${policies.length === 1 ? 'policy' : 'policies'}`} />
      <table aria-label="Policies" className="block text-13">
        <thead className="block max-lg:sr-only">
          <tr className={cx('border-t border-line bg-bg', columns)}>
            <Head>Policy</Head>
            <Head>Server</Head>
            <Head>Newest version</Head>
            <Head>Findings</Head>
            <Head>
              <span className="sr-only">More</span>
            </Head>
          </tr>
        </thead>
        <tbody className="block">
          {policies.map((policy) => (
            <tr
              key={policy.id}
              className={cx(
                'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1.5 border-t border-line px-4 py-3 hover:bg-hover lg:gap-0 lg:p-0',
                columns,
              )}
            >
              <Cell className="lg:pl-4">
                <Link
                  href={`/policies/${policy.id}`}
                  className="block truncate font-medium text-ink no-underline after:absolute after:inset-0 after:content-['']"
                >
                  <bdi>{policy.name}</bdi>
                </Link>
              </Cell>
              <Cell className="max-lg:row-start-2">
                {policy.server ? (
                  <Link
                    href={`/servers/${policy.server.id}`}
                    className="relative z-1 inline-block max-w-full truncate py-0.5 text-ink-2 no-underline hover:underline"
                  >
                    <bdi>{policy.server.name}</bdi>
                  </Link>
                ) : (
                  <span className="text-ink-3">No server</span>
                )}
              </Cell>
              <Cell className="max-lg:col-span-2">
                <Link
                  href={`/policies/${policy.id}/versions`}
                  className="relative z-1 inline-block py-0.5 text-ink no-underline hover:underline"
                >
                  Version {policy.version}
                </Link>
                <span className="block truncate text-11 text-ink-3">
                  <bdi>{policy.savedBy}</bdi>, <Ago at={policy.savedAt} now={now} />
                </span>
              </Cell>
              <Cell className="max-lg:row-start-2 max-lg:justify-self-end">
                <span className="flex items-center gap-1">
                  <span className="text-11 text-ink-3 lg:hidden">Findings: </span>
                  {findings(policy.id)}
                </span>
              </Cell>
              <Cell className="max-lg:col-start-2 max-lg:row-start-1 lg:px-2 lg:pr-4">
                <span className="relative z-1 flex justify-end">
                  <PolicyMenu policy={policy} servers={servers} ports={ports} />
                </span>
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Head({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="px-3 text-left text-11/7 font-medium text-ink-3 first:pl-4 last:pr-4">
      {children}
    </th>
  );
}

function Cell({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <td className={cx('block min-w-0 leading-4 lg:self-center lg:px-3 lg:py-1.5', className)}>{children}</td>
  );
}
