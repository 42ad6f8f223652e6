/** First in the tab order of every page: past what is the same everywhere. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-2 opacity-0 bg-raised px-3 py-2 font-medium text-accent-ink shadow-2 focus-visible:translate-y-0 focus-visible:opacity-100"
    >
      Skip to the content
    </a>
  );
}
