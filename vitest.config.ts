import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{apps,libs,test}/**/*.spec.ts'], exclude, testTimeout: 30_000 },
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
