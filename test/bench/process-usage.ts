import { readdirSync, readFileSync } from 'node:fs';

/** CPU time and memory of a process and its children, as Linux counts them. */
export interface ProcessUsage {
  readonly cpuMicroseconds: number;
  /** The largest resident set of the process itself so far. */
  readonly peakBytes: number;
}

/** Clock ticks of /proc are 1/100 s on every Linux that Node runs on (proc(5), USER_HZ). */
const MICROSECONDS_PER_TICK = 10_000;

/** Reads /proc: CPU of the process, of its ended children, and of the children that live. */
export function usageOf(pid: number): ProcessUsage {
  const cpuMicroseconds = cpuOf(pid) + childrenOf(pid).reduce((sum, child) => sum + cpuOf(child), 0);
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return { cpuMicroseconds, peakBytes: Number(peak?.[1] ?? 0) * 1024 };
}

/** Fields of /proc/PID/stat after the name, which may hold spaces. */
function statOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function cpuOf(pid: number): number {
  try {
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = statOf(pid).slice(11, 15).map(Number);
    return (utime + stime + cutime + cstime) * MICROSECONDS_PER_TICK;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((candidate) => {
      try {
        return candidate > 0 && Number(statOf(candidate)[1]) === pid;
      } catch {
        return false;
      }
    });
}
