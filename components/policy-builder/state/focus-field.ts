const mostFrames = 40;

/**
 * Fields carry the pointer of what they edit. The nearest one that is drawn takes the focus; what is about to be drawn is waited
 * for, a moment at most.
 */
export function focusField(pointer: string): void {
  let frames = 0;
  const look = () => {
    const field = nearestField(pointer);
    if (field) {
      field.focus();
      field.scrollIntoView({ block: 'nearest' });
    } else if (frames < mostFrames) {
      frames += 1;
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** A whole rule set has no field of its own, so the search ends below it. */
function nearestField(pointer: string): HTMLElement | null {
  const least = pointer.startsWith('/tools/') || pointer.startsWith('/classes/') ? 3 : 1;
  for (let at = pointer; at.split('/').length > least; at = at.slice(0, at.lastIndexOf('/'))) {
    const holder = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(at)}"]`);
    if (!holder) continue;
    return holder.matches(fields) ? holder : holder.querySelector<HTMLElement>(fields);
  }
  return null;
}

const fields = 'input, select, textarea, [role=radio][tabindex="0"], button';
