import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { type Watched, identityOf, isRunning, stopByPid } from './guard-process.js';
import { LocalStackError, codeOf, explainFileError } from './local-stack-error.js';

type ProcessIdentity = Pick<Watched, 'pid' | 'identity'>;

/** What the lock file says: who uses the data directory, and which processes it started. */
interface LockRecord {
  readonly owner: ProcessIdentity;
  readonly guard?: ProcessIdentity | undefined;
  readonly children: readonly Watched[];
}

/** What a lock that was found means for the one who found it. */
export type LockState = 'held' | 'being-stopped' | 'stale';

/**
 * Judges a lock: held while its owner runs; being stopped while the owner is gone and its guard still works;
 * stale when both are gone, whatever they left running.
 */
export function judge(record: LockRecord, running: (process: ProcessIdentity) => boolean): LockState {
  if (running(record.owner)) return 'held';
  return record.guard && running(record.guard) ? 'being-stopped' : 'stale';
}

function read(path: string): LockRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockRecord;
  } catch {
    return undefined;
  }
}

/** One start at a time in a data directory. The file also remembers the processes, for the start after a crash. */
export class StackLock {
  private constructor(
    private readonly path: string,
    private record: LockRecord,
  ) {}

  /**
   * Takes the lock. A stale one is taken over, and the processes it names are stopped first; one that is being
   * stopped is waited for.
   *
   * @param onWait told once, when an earlier start has first to finish stopping
   * @throws LocalStackError when another start holds it
   */
  static async take(path: string, onWait: (reason: string) => void = () => undefined): Promise<StackLock> {
    const mine: LockRecord = { owner: { pid: process.pid, identity: identityOf(process.pid) }, children: [] };
    for (let told = false; ;) {
      if (create(path, mine)) return new StackLock(path, mine);
      const found = read(path);
      const state = found ? judge(found, isRunning) : 'stale';
      if (found && state === 'held') {
        throw new LocalStackError(
          `Sitrep already runs with this data (process ${found.owner.pid}, ${path}): stop it there with Ctrl-C, ` +
            'or set SITREP_DATA_DIR to another directory.',
        );
      }
      if (!told && (state === 'being-stopped' || found?.children.some(isRunning))) {
        onWait('an earlier start ended without stopping its parts: stopping them first');
        told = true;
      }
      if (state === 'being-stopped') await new Promise((resolve) => setTimeout(resolve, 100));
      else await takeAway(path, found);
    }
  }

  /** Writes down what runs now. */
  update(children: readonly Watched[], guardPid: number | undefined): void {
    const guard = guardPid === undefined ? undefined : { pid: guardPid, identity: identityOf(guardPid) };
    this.record = { ...this.record, guard, children };
    const next = `${this.path}.${process.pid}`;
    writeFileSync(next, JSON.stringify(this.record));
    renameSync(next, this.path);
  }

  release(): void {
    rmSync(this.path, { force: true });
  }
}

function create(path: string, record: LockRecord): boolean {
  const mine = `${path}.${process.pid}`;
  try {
    // Linking a complete file is atomic: nobody ever reads a lock that is half written.
    writeFileSync(mine, JSON.stringify(record));
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw explainFileError(error, path);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a stale lock, unless somebody else took it over in the meantime. */
async function takeAway(path: string, stale: LockRecord | undefined): Promise<void> {
  for (const child of [...(stale?.children ?? [])].reverse()) await stopByPid(child);
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    const taken = read(aside);
    if (taken && judge(taken, isRunning) === 'held') linkSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw explainFileError(error, path);
  } finally {
    rmSync(aside, { force: true });
  }
}
