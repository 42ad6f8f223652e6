import { writeFileSync } from 'node:fs';

/** One line of a table. A figure without a bar is told for comparison and always holds. */
export type Figure = { name: string; value: number; unit: string; bar: string; holds: boolean };

export function atMost(name: string, value: number, unit: string, bar: number): Figure {
  return { name, value, unit, bar: `≤ ${bar}${unit}`, holds: value <= bar };
}

export function atLeast(name: string, value: number, unit: string, bar: number): Figure {
  return { name, value, unit, bar: `≥ ${bar}${unit}`, holds: value >= bar };
}

export function told(name: string, value: number, unit: string): Figure {
  return { name, value, unit, bar: '', holds: true };
}

/** Prints the table, writes it as JSON where `--json FILE` was given, and says whether everything holds. */
export function report(figures: readonly Figure[], argv: readonly string[]): boolean {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, bar, holds } of figures) {
    const shown = `${rounded(value)}${unit}`;
    console.log(`${holds ? '     ' : 'FAILS'}  ${name.padEnd(width)}  ${shown.padStart(12)}  ${bar}`);
  }
  const out = argv.includes('--json') ? argv[argv.indexOf('--json') + 1] : undefined;
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(figures, undefined, 2)}\n`);
  return figures.every(({ holds }) => holds);
}

function rounded(value: number): string {
  if (value === 0 || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return value.toPrecision(3);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** CPU time of this process while `work` runs, in milliseconds: other programs on the machine do not count. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

export async function cpuMsAsync(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
