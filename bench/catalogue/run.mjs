/** Runs the bench as the product runs: bundled, with the threads that classify and the embedded database beside it. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../scripts/steps/build.mjs';
import { prepare } from '../../scripts/steps/prepare.mjs';
import { root } from '../../scripts/steps/root.mjs';

await prepare({ development: true, web: false });
const outdir = join(root, 'dist/bench-catalogue');
await bundle({
  entryPoints: {
    main: 'bench/catalogue/index.ts',
    database: 'lib/db/operate/database-process.ts',
    'judge-worker': 'lib/registry/write/judge-worker.ts',
  },
  outdir,
  splitting: true,
});
await import(pathToFileURL(join(outdir, 'main.mjs')).href);
