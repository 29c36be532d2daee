import autocannon from 'autocannon';
import { processCost } from './process-cost.ts';

export interface Target {
  readonly name: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  /** The processes that do the work, by name; their CPU time and memory are told. */
  readonly processes: Readonly<Record<string, number>>;
  /** Headers of some of the requests besides, called for each. */
  readonly headersOfNext?: () => Record<string, string>;
}

export interface Measurement {
  readonly target: string;
  readonly connections: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU milliseconds of all the target's processes together, for one request. */
  readonly cpuPerRequest: number;
  /** The same of each process. */
  readonly cpuOf: Readonly<Record<string, number>>;
  readonly megabytes: Readonly<Record<string, number>>;
}

interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** Gives the path of the next request. */
  readonly nextPath: () => string;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** @throws Error when a request failed: a fast refusal is not a card. */
export async function measure(target: Target, { connections, seconds, nextPath }: Load): Promise<Measurement> {
  const before = cpuOf(target);
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    headers: target.headers,
    requests: [{ setupRequest: (request) => ({ ...request, path: nextPath(), headers: headersOf(target) }) }],
  });
  const after = cpuOf(target);
  const perRequest = Object.entries(after).map(
    ([name, used]) => [name, (used - (before[name] ?? 0)) / result.requests.total] as const,
  );
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${target.name}: ${failed} requests of ${result.requests.total} failed`);
  return {
    target: target.name,
    connections,
    requestsPerSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuPerRequest: sum(perRequest.map(([, used]) => used)),
    cpuOf: Object.fromEntries(perRequest),
    megabytes: Object.fromEntries(
      Object.entries(target.processes).map(([name, pid]) => [name, processCost(pid).residentMegabytes]),
    ),
  };
}

const headersOf = ({ headers, headersOfNext }: Target): Record<string, string> => ({
  ...headers,
  ...headersOfNext?.(),
});

/** Milliseconds that each process has used so far. */
const cpuOf = ({ processes }: Target): Record<string, number> =>
  Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, processCost(pid).cpuMilliseconds]));
