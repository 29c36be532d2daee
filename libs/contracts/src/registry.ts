import * as explaining from './access/explain.ts';
import * as access from './access/rpc.ts';
import * as activityEvents from './activities/events.ts';
import * as activities from './activities/rpc.ts';
import * as audit from './audit/rpc.ts';
import * as clientEvents from './clients/events.ts';
import * as clients from './clients/rpc.ts';
import * as dealEvents from './deals/events.ts';
import * as deals from './deals/rpc.ts';
import type { AnyRpcContract } from './define.ts';
import { serviceOf } from './define.ts';
import { type AnyEventContract, tellerOf } from './define-event.ts';
import * as facts from './facts/rpc.ts';
import * as staff from './staff/rpc.ts';
import * as system from './system/rpc.ts';

/** The services behind the gateway. */
export const serviceNames = ['clients', 'deals', 'activities'] as const;
export type ServiceName = (typeof serviceNames)[number];

const isContract = (exported: unknown): exported is AnyRpcContract =>
  typeof exported === 'object' && exported !== null && 'deadline' in exported && 'errors' in exported;

const contracts = [access, explaining, activities, audit, clients, deals, facts, staff, system].flatMap((module) =>
  Object.values(module).filter(isContract),
);

/** Every question and command that a service must answer. A service that lacks one does not start. */
export const contractsOf = (service: ServiceName): readonly AnyRpcContract[] =>
  contracts.filter((contract) => serviceOf(contract) === service);

const isEvent = (exported: unknown): exported is AnyEventContract =>
  typeof exported === 'object' && exported !== null && 'aggregate' in exported && 'data' in exported;

/** Every event that a service tells, by all services together. What is not among them can be neither told nor consumed. */
export const events: readonly AnyEventContract[] = [activityEvents, clientEvents, dealEvents].flatMap((module) =>
  Object.values(module).filter(isEvent),
);

export const eventsOf = (service: ServiceName): readonly AnyEventContract[] =>
  events.filter((event) => tellerOf(event) === service);
