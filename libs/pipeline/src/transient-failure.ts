/** The world failed, not the event: the same event may pass later (database down, broker away). Never a dead letter. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
}
