import { Counter, Gauge } from 'prom-client';
import { registry } from './metric-registry.ts';

/** Verdicts on events; `verdict` is `done`, `wait`, `retry` or `dead`. */
export const eventVerdicts = new Counter({
  name: 'crm_event_verdicts_total',
  help: 'Verdicts on events that were delivered',
  labelNames: ['service', 'verdict'],
  registers: [registry],
});

/** Dead letters of a service, which wait for a person. Anything above 0 deserves a look: `crm dlq list`. */
export const deadLetters = new Gauge({
  name: 'crm_dead_letters',
  help: 'Events that were given up and wait for a person',
  labelNames: ['service'],
  registers: [registry],
});

const ages = new Map<string, () => number>();

/** Seconds; grows while a consumer has events in hand and makes no progress, whatever the reason. */
new Gauge({
  name: 'crm_events_oldest_age_seconds',
  help: 'How long the oldest event in hand has waited to take effect',
  labelNames: ['service'],
  registers: [registry],
  collect() {
    for (const [service, age] of ages) this.set({ service }, age());
  },
});

/** Shows the age of the oldest event that a service has in hand, in seconds, whenever the metrics are asked for. */
export function watchOldestEvent(service: string, age: () => number): void {
  ages.set(service, age);
}
