import type { FindingLevel } from '@/lib/policy';
import { oneOf, readArguments } from './arguments';
import { Unusable } from './io';
import { type Format, formats, levels } from './output/problem';

const options = {
  tools: { type: 'string' },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
} as const;
/** From the gravest, which is meant when nothing is said. */
const bars = levels.toReversed() as [FindingLevel, ...FindingLevel[]];

/** The arguments of a verb that judges policies: the policies, the tools they are for, how to tell and when to fail. */
export function readJudging(
  argv: string[],
  policies: number,
): { help: boolean; format: Format; bar: FindingLevel; tools: string | undefined; positionals: string[] } {
  const { values, positionals } = readArguments(argv, options, policies);
  onceFromStandardInput([...positionals, values.tools]);
  return {
    help: values.help === true,
    format: oneOf('format', formats, values.format),
    bar: oneOf('fail-on', bars, values['fail-on']),
    tools: values.tools,
    positionals,
  };
}

/** Standard input can be read once. */
export function onceFromStandardInput(sources: readonly (string | undefined)[]): void {
  if (sources.filter((source) => source === '-').length > 1)
    throw new Unusable('Only one of the inputs can come from standard input.');
}
