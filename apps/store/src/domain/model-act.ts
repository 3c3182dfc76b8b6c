/** What a person decides about a model. */
export interface ModelAct {
  readonly version: string;
  /** `promote`: its labels count before those of other models. `drop`: they count only where nothing else was said. */
  readonly act: 'promote' | 'drop';
  /** Who says so. */
  readonly by: string;
  readonly reason: string;
}
