/** What the end of a command says to the shell; `docs/cli.md` and `--help` list them. */
export const EXIT = {
  /** All was done. */
  done: 0,
  /** Some of the input was wrong; the rest was done. */
  someRejected: 1,
  /** The command was called wrongly, or a setting is wrong. */
  usage: 2,
  /** Kafka or the API does not answer. */
  unreachable: 3,
  /** They answer, and all is not well. */
  unhealthy: 4,
  /** A defect of the command itself (EX_SOFTWARE of sysexits.h). */
  defect: 70,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with one sentence that says what is wrong and what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
