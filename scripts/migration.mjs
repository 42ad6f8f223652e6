import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleOperate } from './steps/build.mjs';
import { prepare } from './steps/prepare.mjs';
import { root } from './steps/root.mjs';
import { Refusal, run, say } from './steps/say.mjs';

// `npm run migration -- --name add_servers` writes what leads from the migrations to prisma/schema.prisma;
// `npm run migration -- --check` fails where one is missing.

await run(async () => {
  const { values } = parseArgs({ options: { name: { type: 'string' }, check: { type: 'boolean' } } });
  if (!values.check && !/^[a-z][a-z0-9_]{0,59}$/.test(values.name ?? '')) {
    throw new Refusal(
      'Give the migration a name in small letters: `npm run migration -- --name add_servers`.',
    );
  }
  await prepare({ development: true, web: false });
  await bundleOperate();
  const operate = await import(pathToFileURL(join(root, 'dist/operate.mjs')).href);
  if (values.check) {
    const sql = await operate.missingMigration();
    if (sql)
      throw new Refusal(
        `A migration is missing: run \`npm run migration -- --name …\`. It would do:\n\n${sql}`,
      );
    say('No migration is missing.');
  } else {
    const folder = await operate.writeMigration(values.name, new Date());
    say(folder ? `Wrote ${relative(root, folder)}` : 'No migration is missing.');
  }
  process.exit(0);
});
