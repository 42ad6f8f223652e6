/** What stands between backticks is a name, and is drawn as one. */
export function Message({ text }: { text: string }) {
  return text.split('`').map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
      <code key={i} className="text-[0.71875rem] font-medium text-ink">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
