import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';
import type { RiskClass } from '@/lib/policy';

export type RiskName = RiskClass | 'Unclassified';

type Look = { word: string; icon: IconName; look: string; bar: string };

/** Shape, then word, then colour. Bars and legends keep this order; a tool without a class comes last. */
export const riskLooks: Record<RiskName, Look> = {
  Read: { word: 'Read', icon: 'eye', look: 'k-read', bar: 'bg-read-mark' },
  Write: { word: 'Write', icon: 'pencil', look: 'k-write', bar: 'bg-write-mark' },
  Execute: { word: 'Execute', icon: 'terminal', look: 'k-exec', bar: 'bg-exec-mark' },
  Destructive: { word: 'Destructive', icon: 'octagon', look: 'k-destr', bar: 'bg-destr-mark' },
  Financial: { word: 'Financial', icon: 'coin', look: 'k-fin', bar: 'bg-fin-mark' },
  Unclassified: { word: 'Unknown', icon: 'question', look: 'k-unk', bar: 'hatched' },
};
export const riskOrder = [
  'Read',
  'Write',
  'Execute',
  'Destructive',
  'Financial',
  'Unclassified',
] as const satisfies readonly RiskName[];

type RiskGlyphProps = { riskClass?: RiskClass | null; size?: 'sm' | 'md' | 'lg'; className?: string };
const tiles = { sm: 'size-5 rounded-1', md: 'size-6 rounded-2', lg: 'size-8 rounded-2' };
const glyphs = { sm: 13, md: 16, lg: 18 };

/** The tile alone: for places where the word stands elsewhere in the row. */
export function RiskGlyph({ riskClass, size = 'md', className }: RiskGlyphProps) {
  const { icon, look } = riskLooks[riskClass ?? 'Unclassified'];
  return (
    <span
      aria-hidden="true"
      data-edge=""
      className={cx(
        'grid shrink-0 place-items-center bg-(--k-tint) text-(--k)',
        look,
        tiles[size],
        !riskClass && 'border border-dashed border-field',
        className,
      )}
    >
      <Icon name={icon} size={glyphs[size]} />
    </span>
  );
}

type RiskBadgeProps = {
  /** None means that the class is not known. */
  riskClass?: RiskClass | null;
  /** Low, Medium, High or Critical. */
  severity?: string | null;
  size?: 'sm' | 'md' | 'lg';
  /** Keeps the word for those who hear it, shows the tile only. */
  tileOnly?: boolean;
  className?: string;
  role?: 'gridcell';
};

/** Shape, word and severity. */
export function RiskBadge({ riskClass, severity, size = 'md', tileOnly, className, role }: RiskBadgeProps) {
  const { word } = riskLooks[riskClass ?? 'Unclassified'];
  const below = severity ?? (riskClass ? null : 'Not classified');
  return (
    <span
      role={role}
      className={cx(
        'inline-flex items-center whitespace-nowrap',
        size === 'sm' ? 'gap-1.5' : 'gap-2',
        className,
      )}
    >
      <RiskGlyph riskClass={riskClass} size={size} />
      <span className={tileOnly ? 'sr-only' : 'leading-4'}>
        <span className={cx('block font-medium text-ink', size === 'lg' ? 'text-13' : 'text-12')}>
          {word}
        </span>
        {below && size !== 'sm' && <span className="block text-11 text-ink-3">{below}</span>}
        {below && size === 'sm' && <span className="sr-only">, {below}</span>}
      </span>
    </span>
  );
}
