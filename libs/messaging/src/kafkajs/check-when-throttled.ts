/** The parts of kafkajs's RequestQueue that are touched. */
interface RequestQueue {
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
export function scheduleCheckPendingRequests(this: RequestQueue): void {
  if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
  const throttledMs = this.throttledUntil - Date.now();
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    throttledMs > 0 ? throttledMs : CHECK_MS,
  );
}
