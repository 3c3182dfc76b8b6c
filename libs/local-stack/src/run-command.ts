import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** What a command that ended said. */
export interface CommandResult {
  /** Undefined when it could not be started or was ended by a signal. */
  readonly code: number | undefined;
  /** Why it could not be started: `ENOENT`, `EACCES`, … */
  readonly failure: string | undefined;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

/** Options of {@link runCommand}; `input` is given to the command on its standard input. */
export type CommandOptions = Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> & { readonly input?: string };

/** Runs a short command to its end; never rejects. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return startCommand(command, args, options).result;
}

/** Like {@link runCommand}, for those who must be able to end it early. */
export function startCommand(
  command: string,
  args: readonly string[],
  { input, ...options }: CommandOptions,
): { readonly child: ChildProcess; readonly result: Promise<CommandResult> } {
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer) => void (output += chunk.toString('utf8'));
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const result = new Promise<CommandResult>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: undefined, failure: error.code ?? error.message, output }),
    );
    child.once('close', (code) => resolve({ code: code ?? undefined, failure: undefined, output }));
  });
  return { child, result };
}
