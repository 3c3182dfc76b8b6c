import { chownSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { LocalStackError } from './local-stack-error.js';
import { runCommand } from './run-command.js';

/** A user of this machine. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * How Postgres is run. It refuses to run as root, so root needs one of the other ways:
 * `drop`: as another user of the machine; `mapped`: in a user namespace in which root has another number, which needs
 * no right to enter the directories above; `capable`: as another user who may pass through directories of root.
 */
export type RunAs =
  | { readonly kind: 'self' }
  | { readonly kind: 'drop'; readonly user: User }
  | { readonly kind: 'mapped'; readonly user: User }
  | { readonly kind: 'capable'; readonly user: User };

/** Which command to spawn, as whom. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** The users of /etc/passwd that Postgres may run as, the best first. */
export function candidates(passwd: string): readonly User[] {
  const users = new Map(
    passwd
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => [name, { name, uid: Number(uid), gid: Number(gid) }] as const),
  );
  return ['postgres', 'nobody'].flatMap((name) => users.get(name) ?? []);
}

/** The command line that runs a program of Postgres in the given way. */
export function launchAs(runAs: RunAs, command: string, args: readonly string[]): Launch {
  if (runAs.kind === 'self') return { command, args };
  const { uid, gid } = runAs.user;
  if (runAs.kind === 'drop') return { command, args, uid, gid };
  if (runAs.kind === 'mapped') {
    return { command: 'unshare', args: ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--', command, ...args] };
  }
  const ids = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  // Without the secure bit access(2), by which Postgres finds its own files, ignores the capability.
  const rights = ['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search'];
  return { command: 'setpriv', args: [...ids, '--securebits', '+no_setuid_fixup', ...rights, '--', command, ...args] };
}

/** True when every directory above `path` may be entered by a user who is in no group of it. */
export function othersMayEnter(path: string, modeOf = (directory: string) => statSync(directory).mode): boolean {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    if ((modeOf(directory) & 0o001) === 0) return false;
    if (directory === dirname(directory)) return true;
  }
}

/**
 * Chooses how Postgres can run here.
 *
 * @param program one of its programs
 * @param data its data directory
 * @throws LocalStackError when we are root and no way works
 */
export async function chooseUser(program: string, data: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const [user] = candidates(readFileSync('/etc/passwd', 'utf8'));
  if (user) {
    if (othersMayEnter(program) && othersMayEnter(data)) return { kind: 'drop', user };
    for (const kind of ['mapped', 'capable'] as const) {
      const { command, args } = launchAs({ kind, user }, program, ['--version']);
      if ((await runCommand(command, args, { cwd: '/' })).code === 0) return { kind, user };
    }
  }
  throw new LocalStackError(
    'Postgres refuses to run as root, and no other user can reach its files: start as an ordinary user, ' +
      `or move the checkout (and SITREP_DATA_DIR) to a directory that everybody may enter, or set DATABASE_URL.`,
  );
}

/** Gives the data directory to the user that Postgres will run as, when it belongs to another one. */
export function giveTo(runAs: RunAs, directory: string): void {
  if (runAs.kind === 'self') return;
  const { uid, gid } = runAs.kind === 'mapped' ? { uid: 0, gid: 0 } : runAs.user;
  if (lstatSync(directory).uid === uid) return;
  const give = (path: string): void => {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return;
    if (stat.isDirectory()) for (const name of readdirSync(path)) give(join(path, name));
    // A directory is given after what is in it, the top last: a change that was cut short is begun again.
    chownSync(path, uid, gid);
  };
  give(directory);
}
