import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** What a process has used so far. Linux only. */
export interface ProcessCost {
  readonly cpuMilliseconds: number;
  readonly residentMegabytes: number;
}

export function processCost(pid: number): ProcessCost {
  // The name stands in brackets and may contain spaces: the numbers begin behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuMilliseconds: (ticks / TICKS_PER_SECOND) * 1000, residentMegabytes: Number(resident) / 1024 };
}
