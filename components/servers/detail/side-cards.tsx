import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card';
import { Icon } from '@/components/ui/icon';
import { Ago } from '@/components/ui/time';
import type { ServerFacts } from '../shapes';
import { ClassSummary } from './class-summary';

/** What stands beside the tools: their classes, the policies for them, and who has looked. */
export function SideCards({ server, now }: { server: ServerFacts; now: number }) {
  return (
    <div className="grid content-start gap-4">
      <Card>
        <CardHeader title="By class" />
        <div className="border-t border-line p-4">
          {server.toolCount === 0 ? (
            <p className="text-ink-2">There are no tools yet.</p>
          ) : (
            <ClassSummary counts={server.classes} narrow />
          )}
        </div>
      </Card>
      <Card>
        <CardHeader title="Policies" />
        {server.policies.length === 0 ? (
          <p className="border-t border-line p-4 text-ink-2">None: every call would be denied.</p>
        ) : (
          <ul>
            {server.policies.map((policy) => (
              <li key={policy.id} className="border-t border-line">
                <Link
                  href={`/policies/${policy.id}`}
                  className="flex min-h-10 items-center gap-2 px-4 py-1.5 font-medium text-ink no-underline -outline-offset-2! hover:bg-hover"
                >
                  <Icon name="policy" className="text-ink-3" />
                  <bdi className="min-w-0 flex-1 break-words">{policy.name}</bdi>
                  <Icon name="chevron-right" size={14} className="text-ink-3" />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card>
        <CardHeader title="Confirmed" />
        {server.reviews.length === 0 ? (
          <p className="border-t border-line p-4 text-ink-2">By nobody yet.</p>
        ) : (
          <ul className="border-t border-line px-4 py-2">
            {server.reviews.slice(0, 5).map((review) => (
              <li key={review.id} className="flex flex-wrap justify-between gap-x-3 py-1">
                <bdi>{review.by}</bdi>
                <Ago at={review.at} now={now} className="text-ink-3" />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
