import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// `import` and `default` go without saying. Said here, they would hold for what `require` asks for too.
const conditions = ['@wxt/source', 'node'];

/** One run of vitest serves the whole workspace, on the packages' sources. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['node'] } },
  test: {
    include: ['{packages,tooling}/*/test/**/*.test.ts', 'examples/test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
