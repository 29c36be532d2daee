import type { Notification } from '@crm/contracts';

/** Several processes write notifications at once, so one with a smaller id may appear after one with a greater. */
const OVERLAP_SECONDS = 10;
const SECONDS_DIGITS = 8;

/** The id that lies `seconds` before another: the first 8 digits of an id are the second of its creation. */
function earlierId(id: string, seconds: number): string {
  const second = Math.max(0, Number.parseInt(id.slice(0, SECONDS_DIGITS), 16) - seconds);
  return second.toString(16).padStart(SECONDS_DIGITS, '0') + '0'.repeat(id.length - SECONDS_DIGITS);
}

/** Where a live connection stands in the notifications of its employee: none is left out, none is sent twice. */
export class NotificationCursor {
  private last: string | null;
  private readonly sent = new Set<string>();

  /** @param lastId the last notification that the reader has, or null when he has none. */
  constructor(private readonly lastId: string | null) {
    this.last = lastId;
  }

  /** The id after which to ask. What the reader had before he connected is not asked for again. */
  get after(): string | null {
    if (this.last === null || this.last === this.lastId) return this.last;
    const overlapping = earlierId(this.last, OVERLAP_SECONDS);
    return this.lastId !== null && overlapping < this.lastId ? this.lastId : overlapping;
  }

  /** Those that have not been sent on this connection yet. */
  accept(notifications: readonly Notification[]): Notification[] {
    const fresh = notifications.filter(({ id }) => !this.sent.has(id));
    for (const { id } of fresh) {
      this.sent.add(id);
      if (this.last === null || id > this.last) this.last = id;
    }
    return fresh;
  }
}
