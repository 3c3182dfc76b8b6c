import type { ExitCode } from './domain/exit-codes.js';

/** The world as a command sees it. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** The directory that the person was in: where relative paths start. */
  readonly directory: string;
  /** Sets how the process will end. */
  readonly exitWith: (code: ExitCode) => void;
}
