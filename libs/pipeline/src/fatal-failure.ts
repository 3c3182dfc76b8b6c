/**
 * The service is broken, not the event and not the world: a table is missing, a right was not granted, the program is
 * wrong. Consuming stops and the service ends; retrying would not help, and a dead letter would blame the event.
 */
export class FatalFailure extends Error {
  override readonly name = 'FatalFailure';
}
