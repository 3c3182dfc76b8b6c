export { createLogger, type Logger } from './logger.js';
export { metrics, renderMetrics } from './metrics.js';
export type { HealthIndicator, HealthReport } from './health.js';
export { OperationsModule } from './operations.module.js';
