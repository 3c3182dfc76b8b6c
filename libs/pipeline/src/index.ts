/** How a stage of the pipeline speaks. A stage decides; the runner (libs/messaging) acts. Pure. */
export { FatalFailure } from './fatal-failure.js';
export { done, drop, emit, outgoing, reject, type OutgoingEvent, type Outcome } from './outcome.js';
export type { Delivery, RejectedRecord, Stage } from './stage.js';
export { TransientFailure } from './transient-failure.js';
