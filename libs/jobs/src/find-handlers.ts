import { MetadataScanner, Reflector, type DiscoveryService } from '@nestjs/core';
import type { JobDefinition } from './define-job.ts';
import { HANDLES_JOB, type HandlerMark, type JobRun } from './handles-job.ts';

export interface FoundHandler {
  readonly job: JobDefinition;
  readonly concurrency: number;
  readonly handle: (payload: unknown, run: JobRun) => unknown;
}

/**
 * All methods of the application's providers that are marked with `HandlesJob`.
 *
 * @throws Error when two of them handle the same job: orders would go to either at random.
 */
export function findHandlers(discovery: DiscoveryService): FoundHandler[] {
  const instances = new Set(discovery.getProviders().map(({ instance }): unknown => instance));
  const handlers = [...instances].filter(isObject).flatMap(handlersOf);
  const names = handlers.map(({ job }) => job.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated) throw new Error(`Two methods handle the job ${repeated}`);
  return handlers;
}

function handlersOf(instance: object): FoundHandler[] {
  const names = new MetadataScanner().getAllMethodNames(Reflect.getPrototypeOf(instance));
  return names.flatMap((name) => {
    const method: unknown = Reflect.get(instance, name);
    if (!isMethod(method)) return [];
    const mark = new Reflector().get<HandlerMark | undefined, symbol>(HANDLES_JOB, method);
    return mark ? [{ ...mark, handle: (payload, run) => method.call(instance, payload, run) }] : [];
  });
}

type Method = (this: object, payload: unknown, run: JobRun) => unknown;

const isMethod = (value: unknown): value is Method => typeof value === 'function';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
