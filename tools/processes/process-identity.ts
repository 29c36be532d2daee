import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Names one process for good: its id may be given to another program later, its moment of start may not. */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

/** The identity of a living process, or undefined when there is none of that id. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = existsSync('/proc/self/stat') ? startFromProc(pid) : startFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Whether that very process still lives. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

function startFromProc(pid: number): string | undefined {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold blanks, so the fields are counted from its end: state is the first, the start time the 20th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return isGone(pid, fields[0]) ? undefined : `${bootId}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** A process whose first thread has ended still holds its ports and files while another of its threads is ending. */
function isGone(pid: number, state: string | undefined): boolean {
  const hasEnded = state === 'Z' || state === 'X';
  return hasEnded && readdirSync(`/proc/${pid}/task`).length <= 1;
}

function startFromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
