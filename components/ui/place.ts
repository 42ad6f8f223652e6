export type Side = 'top' | 'bottom' | 'right' | 'left';
export type Align = 'start' | 'center' | 'end';

const gap = 4;
const edge = 8;

/**
 * Puts what floats beside its anchor, on the other side where there is more room, and never over the window's edge.
 * `--available-height` bounds its height. All in CSS pixels of the window.
 */
export function place(popup: HTMLElement, anchor: DOMRect, side: Side, align: Align): void {
  const width = popup.offsetWidth;
  const height = popup.scrollHeight;
  const above = anchor.top - gap - edge;
  const below = innerHeight - anchor.bottom - gap - edge;
  const upright = side === 'top' || side === 'bottom';
  const up = side === 'top' ? above >= height || above >= below : below < height && above > below;
  const room = upright ? (up ? above : below) : innerHeight - 2 * edge;
  const shown = Math.min(height, room);
  popup.style.setProperty('--available-height', `${Math.max(room, 96)}px`);
  let left =
    side === 'right'
      ? anchor.right + gap
      : side === 'left'
        ? anchor.left - gap - width
        : along(anchor, width, align);
  let top = upright ? (up ? anchor.top - gap - shown : anchor.bottom + gap) : anchor.top;
  left = Math.max(edge, Math.min(left, innerWidth - edge - width));
  top = Math.max(edge, Math.min(top, innerHeight - edge - shown));
  popup.style.left = `${left}px`;
  popup.style.top = `${top}px`;
}

function along(anchor: DOMRect, width: number, align: Align): number {
  if (align === 'start') return anchor.left;
  return align === 'end' ? anchor.right - width : anchor.left + (anchor.width - width) / 2;
}
