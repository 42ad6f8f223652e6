import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };
const exclude = ['node_modules/**', '.next/**', 'dist/**', '.data/**', 'e2e/**', 'bench/**'];
const system = '**/*.system.test.ts';
const database = '**/*.db.test.ts';
const processes = '**/*.process.test.ts';

// unit: what needs no more than the code itself. system: with sockets, servers and programs that the test starts.
// database: on whatever TEST_DATABASE_URL names, else on the embedded one. process: the product as processes, as
// `npm start` runs it; needs a build. conformance: the official suite and other people's clients, by the packages of
// e2e/conformance.
export default defineConfig({
  resolve: { alias },
  test: {
    // One process a core: on two, the default is one.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, system, database, processes],
          testTimeout: 60_000,
          // Reading the libraries for each file alone would cost more than the tests: files of a thread share them.
          // INVARIANT: a unit test leaves no state behind, in a module or in the process.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: [system],
          exclude,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: [database],
          exclude,
          globalSetup: ['lib/db/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One session serves everybody on the embedded database: files in parallel would only wait for each other.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: [processes],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // On a machine that is busy, processes take their time.
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['e2e/conformance/*.test.ts'],
          testTimeout: 400_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
