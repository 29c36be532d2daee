import { Counter, Histogram } from 'prom-client';
import { registry } from './metric-registry.ts';

/**
 * Cards by where they came from; `source` is `memory` or `redis` for kept ones, `assembled` for those put together and then kept,
 * `completed` for those of which a part was kept and right still, `joined` for readers who waited for one that was being put together, and `uncached` where none may be kept.
 */
export const cardReads = new Counter({
  name: 'crm_card_reads_total',
  help: 'Client cards served, by where they came from',
  labelNames: ['source'],
  registers: [registry],
});

/** How long ago a kept card was put together when it was served. It was right still, or it would not have been served. */
export const cardAge = new Histogram({
  name: 'crm_card_age_seconds',
  help: 'Time since a kept card was put together',
  buckets: [0.1, 1, 5, 30, 60, 120, 300],
  registers: [registry],
});
