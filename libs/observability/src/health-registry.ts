import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { within } from '@crm/kernel';

type Check = () => Promise<void> | void;

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** False when the process serves without this dependency, though not as well. */
  readonly required: boolean;
  readonly error?: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly CheckResult[];
}

const CHECK_LIMIT_MS = 1000;
const LAG_LIMIT_NS = 1e9;

/** Knows whether this process can take work (readiness) and whether it should be restarted (liveness). */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, { readonly check: Check; readonly required: boolean }>();
  private readonly eventLoop = monitorEventLoopDelay();
  private draining = false;

  constructor() {
    this.eventLoop.enable();
  }

  /** Adds a dependency without which this process cannot serve; the check throws while it is unusable. */
  register(name: string, check: Check): void {
    this.add(name, check, true);
  }

  /** Adds a dependency whose loss is reported but takes no work away from this process. */
  registerOptional(name: string, check: Check): void {
    this.add(name, check, false);
  }

  /** Turns readiness off for good, so that no new work is sent to a process that is shutting down. */
  startDraining(): void {
    this.draining = true;
  }

  async readiness(): Promise<Readiness> {
    const checks = await Promise.all(
      Array.from(this.checks, async ([name, { check, required }]) => ({ name, required, ...(await runCheck(check)) })),
    );
    if (this.draining) checks.push({ name: 'shutdown', required: true, ok: false, error: 'shutting down' });
    return { ready: checks.every(({ ok, required }) => ok || !required), checks };
  }

  /**
   * False while the event loop keeps lagging by a second. Dependencies do not count: a restart would not bring them
   * back. The 99th percentile since the last question forgives a single long pause.
   */
  liveness(): boolean {
    const lag = this.eventLoop.percentile(99);
    this.eventLoop.reset();
    return lag < LAG_LIMIT_NS;
  }

  private add(name: string, check: Check, required: boolean): void {
    if (this.checks.has(name)) throw new Error(`Health check "${name}" is registered twice`);
    this.checks.set(name, { check, required });
  }
}

async function runCheck(check: Check): Promise<Pick<CheckResult, 'ok' | 'error'>> {
  try {
    await within(CHECK_LIMIT_MS, Promise.resolve(check()));
    return { ok: true };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}
