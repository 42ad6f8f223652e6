import Link from 'next/link';
import { AttackFindings } from '@/components/risk/attack-findings';
import { FindingMark } from '@/components/risk/finding-mark';
import { RiskBadge } from '@/components/risk/risk-badge';
import { ForeignText } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import { Message } from '@/components/ui/message';
import { ChangedParts } from './changed-parts';
import type { PendingItem, Treatment } from './shapes';

const changeWords = { new: 'New', changed: 'Changed', removed: 'Removed' } as const;

export { changeWords };

/** What happens to calls of it until somebody confirms it. */
export function untilThen(
  change: PendingItem['change'],
  setting: { unreviewed: Treatment; drifted: Treatment },
) {
  if (change === 'removed') return 'The server no longer offers it.';
  const treatment = change === 'new' ? setting.unreviewed : setting.drifted;
  return {
    deny: 'Denied until it is reviewed.',
    hold: 'Each call is held for a person until it is reviewed.',
    allow: 'Left to the policies, also before it is reviewed.',
  }[treatment];
}

/** All that a person needs to decide about one definition. */
export function PendingFacts({ item }: { item: PendingItem }) {
  return (
    <div className="grid gap-4">
      {item.findings.length > 0 && (
        <section>
          <h4 className="mb-1.5 text-12 font-semibold">Attacks in the definition</h4>
          <AttackFindings findings={item.findings} />
        </section>
      )}
      {item.change === 'changed' && (
        <section>
          <h4 className="mb-1.5 text-12 font-semibold">What changed</h4>
          {item.classBefore !== item.class && (
            <p className="mb-2 flex flex-wrap items-center gap-2 text-13">
              Its class:
              <RiskBadge riskClass={item.classBefore} size="sm" />
              <Icon name="arrow-right" size={14} className="text-ink-3" />
              <span className="sr-only">is now</span>
              <RiskBadge riskClass={item.class} size="sm" />
            </p>
          )}
          <ChangedParts changes={item.changes} />
        </section>
      )}
      {item.change === 'new' && (
        <section>
          <h4 className="mb-1.5 text-12 font-semibold">What it says of itself</h4>
          <p className="line-clamp-6 text-13 break-words whitespace-pre-wrap text-ink-2">
            {item.description ? (
              <ForeignText text={item.description.slice(0, 2_000)} />
            ) : (
              'The server sent no description.'
            )}
          </p>
        </section>
      )}
      <Policies item={item} />
    </div>
  );
}

function Policies({ item }: { item: PendingItem }) {
  if (item.policies.length === 0) {
    return (
      <p className="text-12 text-ink-3">No policy is made for this server, and none is enforced there.</p>
    );
  }
  return (
    <section>
      <h4 className="mb-1.5 text-12 font-semibold">
        {item.change === 'removed' ? 'What that means for each policy' : 'Confirmed, for each policy'}
      </h4>
      <ul className="grid gap-2">
        {item.policies.map((policy) => (
          <li key={`${policy.policyId} ${policy.number}`} className="text-13">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <Link
                href={`/policies/${policy.policyId}?tool=${encodeURIComponent(item.name)}`}
                className="link underline decoration-line-2 underline-offset-3 min-w-0 break-words"
              >
                <bdi>{policy.name}</bdi>, version {policy.number}
              </Link>
              {policy.enforced && <span className="text-12 text-ink-3">enforced now</span>}
            </span>
            {policy.effects.length === 0 ? (
              <span className="text-ink-2">Means the same as before.</span>
            ) : (
              <ul className="mt-0.5 grid gap-0.5">
                {policy.effects.map((effect) => (
                  <li key={`${effect.code} ${effect.says}`} className="flex gap-1.5">
                    <span className="mt-0.5">
                      {effect.level === 'info' ? (
                        <Icon name="info" size={14} className="text-ink-3" />
                      ) : (
                        <FindingMark level={effect.level} size={14} />
                      )}
                    </span>
                    <span className="min-w-0 break-words">
                      <Message text={effect.says} />
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
