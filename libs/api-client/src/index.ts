/** The public API, typed by its own document. Runs in browsers and in Node. */
export { type Answer, ApiError, valueOf } from './answer.js';
export { type ApiClient, createApiClient } from './client.js';
export type { components, paths } from './schema.js';
