import { nodeTool } from './steps/command.mjs';
import { prepare } from './steps/prepare.mjs';
import { run } from './steps/say.mjs';

// `node scripts/tool.mjs FILE …`: a program of this repository in TypeScript that is not of the product, as `npm run bench:policy`
// is. It may be the first thing that somebody runs in a fresh clone.

await run(async () => {
  const args = process.argv.slice(2);
  await prepare({ development: true, web: false });
  process.exitCode = await nodeTool('tsx/dist/cli.mjs', ['--tsconfig', 'tsconfig.json', ...args]);
});
