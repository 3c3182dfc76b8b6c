export { ConfigError, loadConfig } from './load-config.js';
export { booleanFlag, brokerList, databaseUrl, port } from './settings.js';
