export { crashPoint, type CrashPoint } from './crash-point.ts';
export { HealthModule } from './health.module.ts';
export { HealthRegistry, type CheckResult, type Readiness } from './health-registry.ts';
export { HealthServer } from './health-server.ts';
export { createLogger, type Logger, type LogLevel } from './logger.ts';
export { httpDuration, jobRuns, metricsText, rpcClientDuration, rpcServerDuration } from './metrics.ts';
export { NestLogger } from './nest-logger.ts';
export { probes, type ProbeAnswer } from './probes.ts';
export { currentRequest, runInRequest, type RepeatableRequest, type RequestScope } from './request-context.ts';
