import { defineConfig } from 'vitest/config';

// `import` and `default` go without saying. Said here, they would hold for what `require` asks for too.
const conditions = ['@wxt/source', 'node'];

/** Tests run on the packages' sources, from the root and from any package's folder. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['node'] } },
  test: {
    // From the root, and from a package's folder.
    include: ['{packages,tooling}/*/test/**/*.test.ts', 'examples/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
