import { command } from './steps/command.mjs';
import { prepare } from './steps/prepare.mjs';
import { root } from './steps/root.mjs';
import { run } from './steps/say.mjs';

// `npm run dev`: pages and components change while you type; server.ts, and what it imports, at the next start.

await run(async () => {
  await prepare({ development: true, web: false });
  const env = { NODE_ENV: 'development', SALLYPORT_ROOT: root, NEXT_TELEMETRY_DISABLED: '1' };
  process.exit(await command(process.execPath, ['--import', 'tsx', 'server.ts'], { env }));
});
