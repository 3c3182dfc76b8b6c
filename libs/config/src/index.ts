/** Settings: read once at start, every wrong one named. */
export { ConfigError, loadConfig } from './load-config.js';
export { runConfigured } from './run-configured.js';
export { groupId, healthPort, serviceSettings } from './service-settings.js';
export { brokerList, databaseUrl, port } from './settings.js';
