import Link from 'next/link';
import { ClassBar, GraveCounts } from '@/components/risk/class-bar';
import { Tag } from '@/components/ui/badges';
import { ForeignText } from '@/components/ui/foreign-text';
import { many, type ServerShown } from './shapes';

/** Servers in a list, with what their tools can do. All texts are strangers'. */
export function ServerRows({ servers, level = 2 }: { servers: readonly ServerShown[]; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul className="border-t border-line">
      {servers.map((server) => (
        <li
          key={server.path}
          className="relative grid items-center gap-x-8 gap-y-2 border-b border-line py-3 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_160px] sm:px-2"
        >
          <div className="min-w-0">
            <Heading className="text-14 font-semibold [overflow-wrap:anywhere]">
              <Link
                href={server.path}
                prefetch={false}
                className="text-ink no-underline after:absolute after:inset-0 after:content-['']"
              >
                <ForeignText text={server.title ?? server.name} />
              </Link>
              {server.status === 'deprecated' && <Tag className="ml-2">Deprecated</Tag>}
            </Heading>
            {server.title && server.title !== server.name && (
              <p className="font-mono text-11 text-ink-3 [overflow-wrap:anywhere]">
                <ForeignText text={server.name} />
              </p>
            )}
            {server.description && (
              <p className="mt-0.5 line-clamp-2 max-w-[72ch] text-13 text-ink-2 [overflow-wrap:anywhere]">
                <ForeignText text={server.description} />
              </p>
            )}
          </div>
          <div className="grid gap-1.5">
            <span className="flex items-center justify-between gap-3 text-12 text-ink-2">
              {server.toolCount > 0 ? many(server.toolCount, 'tool') : 'Tools not known'}
              <GraveCounts counts={server.byClass} />
            </span>
            {server.toolCount > 0 && <ClassBar counts={server.byClass} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
