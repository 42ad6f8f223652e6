import { VerdictMark } from '@/components/risk/decision';
import { CodeBlock } from '@/components/ui/code-block';
import { type Policy, print } from '@/lib/policy';
import { Inline } from './inline';
import type { ExampleCall } from './model';

type ExampleProps = { says: string; policy: Policy; calls: readonly ExampleCall[] };

/** A policy, and what it says about some calls. */
export function Example({ says, policy, calls }: ExampleProps) {
  return (
    <figure className="my-2 min-w-0 overflow-clip rounded-3 border border-line">
      <figcaption className="border-b border-line px-4 py-3 text-14 text-ink-2">
        <Inline text={says} />
      </figcaption>
      <CodeBlock
        text={print(policy).trimEnd()}
        label={`The policy of the example: ${says}`}
        maxHeight=""
        className="rounded-none! inset-ring-0!"
      />
      <ul aria-label="What this policy says" className="border-t border-line">
        {calls.map((call, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the same call may be made twice, and the list never changes
            key={index}
            className="grid gap-x-4 gap-y-1 border-line px-4 py-2.5 not-first:border-t sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="min-w-0 font-mono text-12/5 break-words">
              <span className="font-medium text-ink">{call.tool}</span>{' '}
              <span className="text-ink-2">{shown(call.arguments ?? {})}</span>
              {(call.class || call.approved || call.times) && (
                <span className="ml-2 font-sans text-12 text-ink-3">
                  {call.class ?? (call.approved ? 'approved by a person' : `${call.times} times`)}
                </span>
              )}
            </span>
            <span className="flex items-center gap-3 sm:flex-row-reverse">
              <VerdictMark verdict={call.expect} className="sm:w-20" />
              <code className="text-11 break-all text-ink-3 sm:text-right">{call.rule}</code>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** `{ "a": 1 }` on one line. */
export function shown(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(/\n */g, ' ').replace('{ }', '{}');
}
