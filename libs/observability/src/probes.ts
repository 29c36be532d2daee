import type { HealthRegistry } from './health-registry.ts';
import { metricsText } from './metrics.ts';

export interface ProbeAnswer {
  readonly status: 200 | 503;
  readonly contentType: string;
  readonly body: string;
}

type Probe = (health: HealthRegistry) => ProbeAnswer | Promise<ProbeAnswer>;

/** What operators and orchestrators ask a process, by path; mount each as GET. */
export const probes: ReadonlyMap<string, Probe> = new Map<string, Probe>([
  ['/livez', (health) => json(health.liveness(), {})],
  ['/readyz', readiness],
  ['/metrics', async () => ({ status: 200, ...(await metricsText()) })],
]);

async function readiness(health: HealthRegistry): Promise<ProbeAnswer> {
  const { ready, checks } = await health.readiness();
  return json(ready, { checks });
}

function json(ok: boolean, facts: object): ProbeAnswer {
  return { status: ok ? 200 : 503, contentType: 'application/json', body: JSON.stringify({ ok, ...facts }) };
}
