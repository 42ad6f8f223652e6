import type { RiskClass } from '@/lib/policy';
import { featuresOf } from '@/lib/risk/features';
import { read } from '@/lib/risk/reading';
import type { Sample } from './data';
import type { Lesson } from './learn';

/** What a sample teaches. Read by hand: its class. Else the publisher's readOnlyHint, at a lower weight, large families less each. */
export function lessonsOf(samples: Sample[]): Lesson[] {
  const sizes = new Map<string, number>();
  for (const { family } of samples) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  return samples.flatMap((sample) => {
    const known = sample.class ?? sample.label;
    const allowed = known ? [known] : allowedBy(sample);
    if (!allowed) return [];
    const crowding = Math.min(1, Math.sqrt(30 / (sizes.get(sample.family) as number)));
    return [
      {
        features: featuresOf(read(sample.tool)),
        allowed,
        weight: known ? 1 : 0.6 * crowding,
        family: sample.family,
      },
    ];
  });
}

function allowedBy({ readOnly, destructive }: Sample): RiskClass[] | undefined {
  if (readOnly === undefined) return undefined;
  if (readOnly) return ['Read'];
  return destructive === false
    ? ['Write', 'Execute', 'Financial']
    : ['Write', 'Execute', 'Destructive', 'Financial'];
}
