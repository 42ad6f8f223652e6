import { Tag } from '@/components/ui/badges';
import { Icon, type IconName } from '@/components/ui/icon';

export type VerdictWord = 'allow' | 'deny' | 'approve' | 'hidden';

export const verdictWords: Record<VerdictWord, string> = {
  allow: 'Allowed',
  deny: 'Denied',
  approve: 'Held',
  hidden: 'Hidden',
};
const icons: Record<VerdictWord, IconName> = {
  allow: 'allow',
  deny: 'deny',
  approve: 'held',
  hidden: 'hide',
};

export function Verdict({ verdict }: { verdict: VerdictWord }) {
  return (
    <Tag className="gap-1">
      <Icon name={icons[verdict]} size={12} />
      {verdictWords[verdict]}
    </Tag>
  );
}
