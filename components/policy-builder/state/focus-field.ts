/** Fields carry the pointer of what they edit. The nearest one that is drawn takes the focus. */
export function focusField(pointer: string): void {
  requestAnimationFrame(() => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const holder = globalThis.document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(at)}"]`);
      const field = holder?.matches('input,select,textarea,button')
        ? holder
        : holder?.querySelector<HTMLElement>('input,select,textarea,button');
      if (field) {
        field.focus();
        field.scrollIntoView({ block: 'nearest' });
        return;
      }
    }
  });
}
