/** The token of what sends dead letters again. */
export const REPLAY_SENDER = Symbol('ReplaySender');

/** Sends what waits to be sent again. */
export interface ReplaySending {
  /** Resolves when it is sent, or waits on because Kafka is away. Never rejects. */
  send(): Promise<void>;
}
