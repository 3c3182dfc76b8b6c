/** Figures that are true at the moment when they are asked for, and are counted nowhere meanwhile. */
export interface Measurement {
  /** Brings them into the metrics, or takes away what it cannot tell now. Never rejects. */
  measure(): Promise<void>;
}
