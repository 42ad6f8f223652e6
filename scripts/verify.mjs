import { nodeTool } from './steps/command.mjs';
import { prepare } from './steps/prepare.mjs';
import { run, say } from './steps/say.mjs';

// `npm run verify`: format, lint with the layer table, types, unit tests. No database, no browser, under a minute.

await run(async () => {
  await prepare({ development: true, web: false });
  const quiet = { quiet: true };
  const checks = {
    'Format and lint': nodeTool('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.'], quiet),
    Types: nodeTool('typescript/bin/tsc', ['--noEmit', '-p', '.'], quiet),
    'Unit tests': nodeTool('vitest/vitest.mjs', ['run', '--project', 'unit'], quiet),
  };
  let failed = 0;
  for (const [name, result] of Object.entries(checks)) {
    const code = await result;
    say(`${name}: ${code === 0 ? 'passed' : 'failed'}`);
    if (code !== 0) failed++;
  }
  process.exit(failed === 0 ? 0 : 1);
});
