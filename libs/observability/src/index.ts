export { BacklogsModule } from './backlogs.module.ts';
export { Backlogs, type Backlog, type BacklogState } from './backlogs.ts';
export { cardAge, cardReads } from './card-metrics.ts';
export { crashPoint, type CrashPoint } from './crash-point.ts';
export { DeadLetterCount } from './dead-letter-count.ts';
export { deadLetters, eventVerdicts, watchOldestEvent } from './event-metrics.ts';
export { HealthModule } from './health.module.ts';
export { HealthRegistry, type CheckResult, type Readiness } from './health-registry.ts';
export { HealthServer } from './health-server.ts';
export { createLogger, withoutBlotting, type Logger, type LogLevel } from './logger.ts';
export {
  httpDuration,
  jobRuns,
  jobsFailed,
  letters,
  metricsText,
  rpcClientDuration,
  rpcServerDuration,
} from './metrics.ts';
export { NestLogger } from './nest-logger.ts';
export { eventsRelayed, eventsSkipped, outboxOldestAge, outboxUnrelayed } from './outbox-metrics.ts';
export { probes, type ProbeAnswer } from './probes.ts';
export { currentRequest, runInRequest, type RepeatableRequest, type RequestScope } from './request-context.ts';
export {
  assertOutsideTransaction,
  currentTransaction,
  runInTransaction,
  type TransactionMark,
} from './transaction-mark.ts';
