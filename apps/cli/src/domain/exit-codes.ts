/** What the end of a command says to the shell; `docs/cli.md` and `--help` list them. */
export const EXIT = {
  /** All was done. */
  done: 0,
  /** Some of the input was wrong, and the rest was done; or what was named is not there, or not in a state for this. */
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

/** What a failure says besides its sentence. */
export interface FailureOptions extends ErrorOptions {
  /** What is wrong with which part, a line each. */
  readonly details?: readonly string[];
  /** What to do, where the sentence does not say it. */
  readonly advice?: string;
}

/** Ends a command with one sentence that says what is wrong, and with what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly details: readonly string[];
  readonly advice: string | undefined;

  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options: FailureOptions = {},
  ) {
    super(message, options);
    this.details = options.details ?? [];
    this.advice = options.advice;
  }

  /** All of it in one line. */
  get line(): string {
    return [this.message, ...this.details, ...(this.advice === undefined ? [] : [this.advice])].join(' ');
  }
}
