import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';

export type VerdictWord = 'allow' | 'deny' | 'approve' | 'hidden';

export const verdictWords: Record<VerdictWord, string> = {
  allow: 'Allowed',
  deny: 'Denied',
  approve: 'Held',
  hidden: 'Hidden',
};
/** What a candidate policy would have said. */
export const wouldWords: Record<VerdictWord, string> = {
  allow: 'would allow',
  deny: 'would deny',
  approve: 'would hold',
  hidden: 'would hide',
};
const looks: Record<VerdictWord, { icon: IconName; look: string }> = {
  allow: { icon: 'allow', look: 'v-allow' },
  deny: { icon: 'deny', look: 'v-deny' },
  approve: { icon: 'held', look: 'v-held' },
  hidden: { icon: 'hide', look: 'v-hide' },
};

/** In a row only the glyph carries colour; the word stays ink. */
export function Verdict({ verdict, className }: { verdict: VerdictWord; className?: string }) {
  const { icon, look } = looks[verdict];
  return (
    <span className={cx('inline-flex items-center gap-1.5 text-13 font-medium', look, className)}>
      <Icon name={icon} className="text-(--v)" />
      {verdictWords[verdict]}
    </span>
  );
}

/** Sets --v, the ink of a verdict. */
export function verdictInk(verdict: VerdictWord): string {
  return looks[verdict].look;
}

/** The ground that a verdict stands on where it is the one thing spoken of. */
export function verdictGround(verdict: VerdictWord): string {
  return cx(looks[verdict].look, 'bg-(--v-tint)');
}
