/** A span of time: ISO 8601 in UTC, `to` exclusive. */
export interface TimeSpan {
  readonly from: string;
  readonly to: string;
}
