import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The only version whose insides are known here. */
const KNOWN_VERSION = '2.2.4';

/**
 * Replaces what a file inside kafkajs exports, before anything that uses it is loaded.
 *
 * @param path inside kafkajs, e.g. `src/producer/sendMessages.js`
 * @param users the files that take a copy of the export when they are loaded
 * @throws when kafkajs is not the version that the replacement was written for, or is in use already
 */
export function replaceExport(path: string, users: readonly string[], replacement: unknown): void {
  const { version } = require('kafkajs/package.json') as { readonly version: string };
  if (version !== KNOWN_VERSION) throw new Error(`kafkajs is ${version}; its patches are for ${KNOWN_VERSION}`);
  const loaded = users.find((user) => require.resolve(`kafkajs/${user}`) in require.cache);
  if (loaded !== undefined) throw new Error(`kafkajs/${loaded} was loaded before it could be patched`);
  require(`kafkajs/${path}`);
  const module = require.cache[require.resolve(`kafkajs/${path}`)];
  if (module === undefined) throw new Error(`kafkajs/${path} is not in the cache of modules`);
  module.exports = replacement;
}

/** What a file inside kafkajs exports. */
export function insideKafkajs(path: string): unknown {
  return require(`kafkajs/${path}`);
}
