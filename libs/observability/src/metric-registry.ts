import { Registry, collectDefaultMetrics } from 'prom-client';

/** All metrics of this process. */
export const registry = new Registry();

// Each look at the loop wakes the process: ten a second tell of a loop that is held up, a hundred cost a fiftieth of a core at rest.
collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
