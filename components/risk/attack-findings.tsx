import { foreign } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import { Message } from '@/components/ui/message';
import type { RiskFinding } from '@/lib/risk';
import { FindingMark } from './finding-mark';

/** What in a definition attacks rather than describes: a sentence each, with the words and where they stand. */
export function AttackFindings({ findings }: { findings: readonly RiskFinding[] }) {
  return (
    <ul className="grid gap-2">
      {findings.map((finding) => (
        <li
          key={`${finding.code} ${finding.pointer} ${finding.start} ${finding.says}`}
          className="flex gap-2 text-13"
        >
          <span className="mt-0.5">
            {finding.level === 'notice' ? (
              <Icon name="info" className="text-ink-3" />
            ) : (
              <FindingMark level={finding.level === 'critical' ? 'error' : 'warning'} />
            )}
          </span>
          <span className="min-w-0">
            <span className="block break-words">
              <Message text={sentence(finding.says)} />
            </span>
            <span className="block text-12 break-words text-ink-2">
              {placeOf(finding.pointer)}:{' '}
              <q className="rounded-[3px] bg-mark px-0.5 font-mono text-ink">
                <bdi>{foreign(finding.quote)}</bdi>
              </q>
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How many attack, by the gravest. Nothing where there are none. */
export function AttackMark({ findings }: { findings: readonly RiskFinding[] }) {
  const grave = findings.filter(({ level }) => level !== 'notice');
  if (grave.length === 0) return null;
  const critical = grave.some(({ level }) => level === 'critical');
  return <FindingMark level={critical ? 'error' : 'warning'} count={grave.length} />;
}

/** The findings begin small, as the end of a sentence does. */
function sentence(says: string): string {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}${/[.!?]$/.test(says) ? '' : '.'}`;
}

const places: Record<string, string> = {
  name: 'Name',
  title: 'Title',
  description: 'Description',
  annotations: 'Annotations',
  inputSchema: 'Input schema',
};

function placeOf(pointer: string): string {
  const [, part = '', ...rest] = pointer.split('/');
  const place = places[part] ?? 'Definition';
  if (part !== 'inputSchema' || rest[0] !== 'properties' || rest[1] === undefined) return place;
  return `Argument ${rest[1].replaceAll('~1', '/').replaceAll('~0', '~')}`;
}
