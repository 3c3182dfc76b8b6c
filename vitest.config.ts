import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      {
        extends: true,
        // Long enough for a machine that does other work: only a test that hangs runs into it.
        test: {
          name: 'unit',
          include: ['{apps,libs,test}/**/*.spec.ts'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'real-parts',
          include: ['{apps,libs}/**/*.int-spec.ts', 'test/**/*.e2e-spec.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
