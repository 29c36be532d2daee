import { Clock } from '@crm/kernel';

/** Stands still until the test moves it. */
export class SettableClock extends Clock {
  #now = new Date('2026-11-24T09:00:00.000Z');

  now(): Date {
    return this.#now;
  }

  set(iso: string): void {
    this.#now = new Date(iso);
  }
}
