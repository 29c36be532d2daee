import { Counter, Gauge, Histogram } from 'prom-client';
import { registry } from './metric-registry.ts';

/** Seconds; fine around the promised answer times, coarse at the deadlines. */
const DURATION_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How long a service worked on a call; `outcome` is `ok` or the code of the error. */
export const rpcServerDuration = new Histogram({
  name: 'crm_rpc_server_duration_seconds',
  help: 'Time a service spent on an RPC call',
  labelNames: ['contract', 'outcome'],
  buckets: DURATION_BUCKETS,
  registers: [registry],
});

/** How long a caller waited for an answer, queueing included; `outcome` is `ok` or the code of the error. */
export const rpcClientDuration = new Histogram({
  name: 'crm_rpc_client_duration_seconds',
  help: 'Time a caller waited for an RPC answer',
  labelNames: ['contract', 'outcome'],
  buckets: DURATION_BUCKETS,
  registers: [registry],
});

/** How long an HTTP request took; `route` is the pattern (`/clients/:id`), never the address, which is unbounded. */
export const httpDuration = new Histogram({
  name: 'crm_http_duration_seconds',
  help: 'Time an HTTP request took',
  labelNames: ['route', 'method', 'status'],
  buckets: DURATION_BUCKETS,
  registers: [registry],
});

/** Runs of background jobs; `outcome` is `completed`, `retried`, `failed` or `cancelled`. */
export const jobRuns = new Counter({
  name: 'crm_job_runs_total',
  help: 'Runs of background jobs',
  labelNames: ['job', 'outcome'],
  registers: [registry],
});

/** How long the oldest order of a job has been waiting since it could have run; 0 when none waits. */
export const jobsOldestDueAge = new Gauge({
  name: 'crm_jobs_oldest_due_age_seconds',
  help: 'Age of the oldest job that should have run',
  labelNames: ['job'],
  registers: [registry],
});

/** Orders of a job that have failed for good within the last days. */
export const jobsFailed = new Gauge({
  name: 'crm_jobs_failed',
  help: 'Jobs that have failed for good and are still kept',
  labelNames: ['job'],
  registers: [registry],
});

/** How long the oldest thing in a list of documents has been waiting since it could have been done; 0 when none waits. */
export const dueOldestAge = new Gauge({
  name: 'crm_due_oldest_age_seconds',
  help: 'Age of the oldest thing in a list that should have been done',
  labelNames: ['list'],
  registers: [registry],
});

/** Letters to people; `outcome` is `sent`, `retried`, or why it was given up. */
export const letters = new Counter({
  name: 'crm_letters_total',
  help: 'Attempts to send a letter',
  labelNames: ['outcome'],
  registers: [registry],
});

/** All metrics of this process in the Prometheus text format, and the content type to serve it under. */
export async function metricsText(): Promise<{ contentType: string; body: string }> {
  return { contentType: registry.contentType, body: await registry.metrics() };
}
