import { Counter, Gauge } from 'prom-client';
import { registry } from './metric-registry.ts';

/** How long the oldest event has waited to be told; the figure to watch, for a relay that lives without moving. */
export const outboxOldestAge = new Gauge({
  name: 'crm_outbox_unrelayed_oldest_age_seconds',
  help: 'Age of the oldest event that the broker has not confirmed',
  registers: [registry],
});

/** Events that wait to be told, counted up to 10,000. */
export const outboxUnrelayed = new Gauge({
  name: 'crm_outbox_unrelayed',
  help: 'Events that the broker has not confirmed, 10000 at most',
  registers: [registry],
});

export const eventsRelayed = new Counter({
  name: 'crm_outbox_relayed_total',
  help: 'Events that the broker has confirmed',
  registers: [registry],
});

/** Events that were missing for good: those after them have been taken without them. */
export const eventsSkipped = new Counter({
  name: 'crm_inbox_skipped_total',
  help: 'Missing events that were passed over',
  registers: [registry],
});
