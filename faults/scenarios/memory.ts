import { readFileSync } from 'node:fs';
import type { ServiceCopy } from '../cluster/service-copy.ts';

const KIB_PER_MIB = 1_024;

/** What a process holds in memory (MiB); 0 when it is not there, or where the system does not tell. */
export function memoryOf({ pid }: ServiceCopy): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / KIB_PER_MIB;
  } catch {
    return 0;
  }
}
