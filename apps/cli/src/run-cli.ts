import { Command, CommanderError } from 'commander';

import type { CliContext } from './cli-context.js';
import { addDeadLetters } from './commands/dead-letters.command.js';
import { addDoctor } from './commands/doctor.command.js';
import { addFeed } from './commands/feed.command.js';
import { addKey } from './commands/key.command.js';
import { addLabel } from './commands/label.command.js';
import { addModels } from './commands/models.command.js';
import { addRelabel } from './commands/relabel.command.js';
import { addSplit } from './commands/split.command.js';
import { addStatus } from './commands/status.command.js';
import { addTopics } from './commands/topics.command.js';
import { CommandFailure, EXIT, type ExitCode } from './domain/exit-codes.js';
import { ownVersion } from './io/own-version.js';

const HELP = `
Settings, by environment; else from the running \`npm start\`, else from .env:
  KAFKA_BROKERS    host:port, several separated by commas (127.0.0.1:9092)
  SITREP_URL       the store's API (http://127.0.0.1:3000)
  SITREP_KEY       a key of the API
  SITREP_DATA_DIR  where \`npm start\` keeps its data (.sitrep)
  SITREP_DEBUG=1   shows where an error comes from, and the Kafka client's log
  NO_COLOR=1       no colours

Exit codes: 0 done; 1 some of the input was wrong, or what was named is not
there; 2 wrong usage, settings or key; 3 Kafka or the API does not answer; 4
they answer and all is not well; 70 a defect. \`sitrep help COMMAND\` tells more.`;

/** Runs the command line to its end and sets the exit code. Never rejects. */
export async function runCli(args: readonly string[], context: CliContext): Promise<void> {
  endQuietlyWhenNobodyReads(context);
  try {
    await buildProgram(context).parseAsync([...args], { from: 'user' });
  } catch (error) {
    context.exitWith(report(error, context));
  }
}

function buildProgram(context: CliContext): Command {
  const program = new Command('sitrep')
    .description('News articles to labelled sentences: feed the pipeline, watch it, or try its parts alone')
    .option('--version', 'show the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, writeText) => writeText(text.replace(/^error: /, 'sitrep: ')),
    })
    .showHelpAfterError('(--help tells how it is used)')
    .addHelpText('after', HELP)
    .helpCommand(false);
  program.on('option:version', () => {
    context.stdout.write(`${ownVersion()}\n`);
    throw new CommanderError(EXIT.done, 'sitrep.version', 'the version was shown');
  });
  const shown = [addFeed, addSplit, addLabel, addStatus, addDoctor, addDeadLetters, addTopics];
  for (const add of [...shown, addModels, addRelabel, addKey, addHelp]) add(program, context);
  return program;
}

/** `sitrep help key create`: the same as `sitrep key create --help`. */
function addHelp(program: Command): void {
  program
    .command('help')
    .argument('[command...]')
    .description('show what a command takes')
    .action((names: readonly string[]) => {
      let command = program;
      for (const name of names) {
        const found = command.commands.find((one) => one.name() === name || one.aliases().includes(name));
        if (found === undefined) program.error(`error: there is no command '${names.join(' ')}'`);
        command = found;
      }
      command.outputHelp();
    });
}

/** `sitrep split | head`: the reader has what it wants. */
function endQuietlyWhenNobodyReads({ stdout }: CliContext): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.done);
  });
}

function report(error: unknown, { stderr, env }: CliContext): ExitCode {
  // Commander has written its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const known = error instanceof CommandFailure;
  stderr.write(`sitrep: ${error instanceof Error ? error.message : String(error)}\n`);
  if (known) stderr.write(error.details.map((detail) => `  ${detail}\n`).join(''));
  if (known && error.advice !== undefined) stderr.write(`  → ${error.advice}\n`);
  if (env['SITREP_DEBUG'] === '1' && error instanceof Error) stderr.write(`${debugText(error)}\n`);
  else if (!known) stderr.write('sitrep: this is a defect; SITREP_DEBUG=1 shows where it happened\n');
  return known ? error.exitCode : EXIT.defect;
}

const debugText = (error: Error): string =>
  `${error.stack}${error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : ''}`;
