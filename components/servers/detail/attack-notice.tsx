import { Notice } from '@/components/ui/card';

const mostNamed = 5;

/** Tools whose definitions attack, by their names. Nothing where there are none. */
export function AttackNotice({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Notice
      tone="security"
      title={
        names.length === 1
          ? 'The definition of one tool attacks rather than describes.'
          : `The definitions of ${names.length} tools attack rather than describe.`
      }
    >
      Instructions to the model, hidden characters, payloads, or a name that imitates another server’s tool:
      open {names.length === 1 ? 'it' : 'each'} to see the words.{' '}
      <bdi className="font-mono text-12 break-words">{names.slice(0, mostNamed).join(', ')}</bdi>
      {names.length > mostNamed && ` and ${names.length - mostNamed} more`}.
    </Notice>
  );
}
