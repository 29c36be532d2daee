import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HealthRegistry } from './health-registry.ts';
import { dueOldestAge, jobsOldestDueAge } from './metrics.ts';

/** Work that waits to be done: an outbox, a list of letters, a queue. */
export interface Backlog {
  /** Names the list to operators: `reminders`, or the name of a job. Unique within a program. */
  readonly name: string;
  /** Older than this, in seconds, its oldest thing means that nobody works on the list. */
  readonly limitSeconds: number;
  /** Since when the oldest thing could have been done; null when nothing waits. It is asked every few seconds: read an index. */
  readonly oldest: () => Promise<Date | null>;
  /** Whether it is a list of documents or the queue of a job; they have a metric each. */
  readonly kind?: 'list' | 'job';
}

export interface BacklogState {
  readonly list: string;
  /** Null when nothing waits. */
  readonly oldestAgeSeconds: number | null;
  readonly limitSeconds: number;
  readonly late: boolean;
}

const LOOK_MS = 5_000;

/**
 * Shows work that stands still, which a program that is alive and answers its probes would hide: as a metric, as a health
 * check of each list, and to whoever asks. Any provider may register its list.
 */
@Injectable()
export class Backlogs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(Backlogs.name);
  private readonly backlogs = new Map<string, Backlog>();
  private readonly oldest = new Map<string, Date>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(private readonly health: HealthRegistry) {}

  /** @throws Error when the name is taken. */
  register(backlog: Backlog): void {
    const { name } = backlog;
    if (this.backlogs.has(name)) throw new Error(`The backlog "${name}" is registered twice`);
    this.backlogs.set(name, backlog);
    this.health.registerOptional(`backlog ${name}`, () => this.assertInTime(backlog));
  }

  onApplicationBootstrap(): void {
    void this.lookAtAll();
    this.timer = setInterval(() => void this.lookAtAll(), LOOK_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** How all lists stand now. One that cannot be looked at is as old as it was last seen, and growing older. */
  async look(): Promise<readonly BacklogState[]> {
    await this.lookAtAll();
    return Array.from(this.backlogs.values(), (backlog) => this.stateOf(backlog));
  }

  private lookAtAll(): Promise<void> {
    this.looking ??= Promise.all(Array.from(this.backlogs.values(), (backlog) => this.lookAt(backlog)))
      .then(() => undefined)
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookAt(backlog: Backlog): Promise<void> {
    const { name, oldest, kind } = backlog;
    try {
      const moment = await oldest();
      if (moment) this.oldest.set(name, moment);
      else this.oldest.delete(name);
    } catch (error) {
      this.log.warn(error, `The backlog ${name} cannot be looked at`);
    }
    const age = this.stateOf(backlog).oldestAgeSeconds ?? 0;
    if (kind === 'job') jobsOldestDueAge.set({ job: name }, age);
    else dueOldestAge.set({ list: name }, age);
  }

  private stateOf({ name, limitSeconds }: Backlog): BacklogState {
    const moment = this.oldest.get(name);
    const age = moment ? Math.max(0, Math.floor((Date.now() - moment.getTime()) / 1000)) : null;
    return { list: name, oldestAgeSeconds: age, limitSeconds, late: age !== null && age > limitSeconds };
  }

  private assertInTime(backlog: Backlog): void {
    const { oldestAgeSeconds, limitSeconds, late } = this.stateOf(backlog);
    if (late) throw new Error(`its oldest has waited ${oldestAgeSeconds} s, more than ${limitSeconds} s`);
  }
}
