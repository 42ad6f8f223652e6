'use client';

import { CodeBlock } from '@/components/ui/code-block';
import { shownCommand } from './command-line';

/** The whole command, as it will be started. */
export function CommandShown({ words, env }: { words: string[]; env: { name: string }[] }) {
  return (
    <div className="grid gap-3">
      <CodeBlock text={shownCommand(words)} label="The whole command" copy={false} maxHeight="max-h-64" />
      <p className="text-12 text-ink-2">
        {env.length === 0 ? 'With a clean environment' : 'With a clean environment and '}
        {env.map((row, index) => (
          <span key={row.name}>
            {index > 0 && ', '}
            <code>{row.name}</code>
          </span>
        ))}
        , in a folder of its own.
      </p>
    </div>
  );
}
