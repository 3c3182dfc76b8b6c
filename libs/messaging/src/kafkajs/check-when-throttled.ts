/** The parts of kafkajs's RequestQueue that are touched. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
}

/** How often to look at requests that wait for others to be answered; their answers look too. As in kafkajs. */
const CHECK_MS = 10;

/**
 * Plans the next look at the requests that wait in the queue, when there are any. kafkajs plans one always, with a
 * delay that is negative when the broker does not throttle (about a millisecond, for ever, and a warning of Node 24).
 */
export function scheduleCheck(queue: RequestQueue): void {
  if (queue.throttleCheckTimeoutId !== null || queue.pending.length === 0) return;
  const throttledMs = queue.throttledUntil - Date.now();
  queue.throttleCheckTimeoutId = setTimeout(
    () => {
      queue.throttleCheckTimeoutId = null;
      queue.checkPendingRequests();
    },
    throttledMs > 0 ? throttledMs : CHECK_MS,
  );
}
