'use client';

import { Kbd } from '@/components/ui/badges';
import { Question } from './question';

const keys: [string[], string][] = [
  [['/'], 'Search the tools'],
  [['↑', '↓'], 'Next and previous tool'],
  [['A'], 'Allow the tool'],
  [['D'], 'Deny it'],
  [['H'], 'Hide it'],
  [['P'], 'A person approves each call'],
  [['Space'], 'Select it'],
  [['Enter'], 'To its rules'],
  [['F8'], 'Next problem, with Shift the one before'],
  [['Enter'], 'In the problems: to the field'],
  [['Alt', 'Enter'], 'In the problems: to the line'],
  [['Ctrl', 'Z'], 'Undo, in the form and in the text'],
  [['Ctrl', 'Shift', 'Z'], 'Redo'],
  [['Ctrl', 'S'], 'Review and save'],
  [['Ctrl', 'M'], 'In the editor: whether Tab indents or moves on'],
];

export function KeysDialog() {
  return (
    <Question
      title="Keyboard shortcuts"
      description="Letters act only while the list of tools has the focus."
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        {keys.map(([combination, does]) => (
          <div key={does} className="contents">
            <dt className="flex items-start gap-1">
              {combination.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-13 text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
    </Question>
  );
}
