import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';

type Check = () => Promise<void> | void;

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
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
  private readonly checks = new Map<string, Check>();
  private readonly eventLoop = monitorEventLoopDelay();
  private draining = false;

  constructor() {
    this.eventLoop.enable();
  }

  /** Adds a dependency without which this process cannot serve; the check throws while it is unusable. */
  register(name: string, check: Check): void {
    if (this.checks.has(name)) throw new Error(`Health check "${name}" is registered twice`);
    this.checks.set(name, check);
  }

  /** Turns readiness off for good, so that no new work is sent to a process that is shutting down. */
  startDraining(): void {
    this.draining = true;
  }

  async readiness(): Promise<Readiness> {
    const checks = await Promise.all(Array.from(this.checks, ([name, check]) => runCheck(name, check)));
    if (this.draining) checks.push({ name: 'shutdown', ok: false, error: 'shutting down' });
    return { ready: checks.every(({ ok }) => ok), checks };
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
}

async function runCheck(name: string, check: Check): Promise<CheckResult> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Error(`no answer within ${CHECK_LIMIT_MS} ms`)), CHECK_LIMIT_MS);
  try {
    await Promise.race([check(), limit.promise]);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
