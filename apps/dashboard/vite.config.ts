import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API answers while the page is being worked on (`npx vite apps/dashboard`). */
const api = process.env['SITREP_API'] ?? 'http://127.0.0.1:3000';
const proxy = Object.fromEntries(['/v1', '/health', '/docs'].map((path) => [path, api]));

export default defineConfig(({ command }) => {
  // Whatever the shell or a test runner says: what is built is what users get.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: import.meta.dirname,
    // Relative addresses, so that the page also works under a path.
    base: './',
    plugins: [react()],
    resolve: { tsconfigPaths: true },
    server: { proxy },
    preview: { proxy },
    build: {
      // light-dark() is kept as written: what stands in for it in older browsers needs a style of its own per theme.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // An asset as a data: address would be refused by the Content-Security-Policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
});
