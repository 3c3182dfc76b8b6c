/** What a service says of itself: logs, metrics, health. */
export type { HealthIndicator, HealthReport } from './health.js';
export { createLogger, type Logger } from './logger.js';
export type { Measurement } from './measurement.js';
export { describeMetrics, metrics } from './metrics.js';
export { nestLogger } from './nest-logger.js';
export { OperationsModule } from './operations.module.js';
export { serviceVersion } from './service-version.js';
