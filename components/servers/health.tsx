import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';
import { ago } from '@/components/ui/time';
import type { ServerRow } from './shapes';

const failures: Record<string, { word: string; icon: IconName }> = {
  unreachable: { word: 'Unreachable', icon: 'x' },
  authorization: { word: 'Not connected', icon: 'plug' },
  refused: { word: 'Refused', icon: 'lock' },
  'not-mcp': { word: 'Not MCP', icon: 'x' },
  tls: { word: 'Certificate', icon: 'lock' },
  timeout: { word: 'Too slow', icon: 'clock' },
  'too-large': { word: 'Too large', icon: 'x' },
  address: { word: 'Address refused', icon: 'deny' },
  cancelled: { word: 'Cancelled', icon: 'x' },
  crashed: { word: 'Crashed', icon: 'x' },
  'unsupported-version': { word: 'Unknown version', icon: 'x' },
  'server-error': { word: 'Server error', icon: 'x' },
};

type HealthProps = {
  server: Pick<ServerRow, 'health' | 'failure' | 'discoveredAt' | 'failedAt' | 'transport'>;
  now: number;
};

/** How the last reading went, and when it was. */
export function Health({ server, now }: HealthProps) {
  const { icon, ink, word, when, bad } = told(server, now);
  return (
    <span className="block" title={server.health === 'failed' ? server.failure?.message : undefined}>
      <span className={cx('flex items-center gap-1.5', bad ? 'font-medium text-ink' : 'text-ink-2')}>
        <Icon name={icon} size={14} className={ink} />
        {word}
      </span>
      <span className="block pl-5 text-11 text-ink-3">{when}</span>
    </span>
  );
}

function told({ health, failure, discoveredAt, failedAt, transport }: HealthProps['server'], now: number) {
  if (health === 'failed') {
    const { word, icon } = failures[failure?.kind ?? ''] ?? { word: 'Failed', icon: 'x' as const };
    return { icon, ink: 'text-deny', word, when: failedAt ? ago(failedAt, now) : '', bad: true };
  }
  if (transport === 'none') {
    const when = discoveredAt ? `pasted ${ago(discoveredAt, now)}` : '';
    return { icon: 'clipboard' as const, ink: 'text-ink-3', word: 'No connection', when, bad: false };
  }
  if (health === 'unknown' || !discoveredAt) {
    return { icon: 'question' as const, ink: 'text-ink-3', word: 'Not read yet', when: '', bad: false };
  }
  return {
    icon: 'check' as const,
    ink: 'text-allow',
    word: 'Healthy',
    when: `read ${ago(discoveredAt, now)}`,
    bad: false,
  };
}
