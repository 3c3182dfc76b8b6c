/** What one part of a service says of itself. `detail` is for people, and holds no secret. */
export interface HealthReport {
  readonly ok: boolean;
  readonly detail: string;
}

/** A part of a service that can be asked how it is. */
export interface HealthIndicator {
  readonly name: string;
  /** `live`: must it be restarted? `ready`: can it do its work now? Never rejects. */
  check(kind: 'live' | 'ready'): Promise<HealthReport>;
}
