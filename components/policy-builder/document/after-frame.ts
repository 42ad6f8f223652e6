/** Once the page is drawn, or, where nobody looks at it, soon. */
export function afterFrame(then: () => void): void {
  const late = setTimeout(then, 1_000);
  requestAnimationFrame(() => {
    clearTimeout(late);
    setTimeout(then, 0);
  });
}
