import * as activities from './activities/rpc.ts';
import * as clients from './clients/rpc.ts';
import * as deals from './deals/rpc.ts';
import type { AnyRpcContract } from './define.ts';
import { serviceOf } from './define.ts';
import * as staff from './staff/rpc.ts';

export type ServiceName = 'clients' | 'deals' | 'activities';

const isContract = (exported: unknown): exported is AnyRpcContract =>
  typeof exported === 'object' && exported !== null && 'deadline' in exported && 'errors' in exported;

const contracts = [activities, clients, deals, staff].flatMap((module) => Object.values(module).filter(isContract));

/** Every question and command that a service must answer. A service that lacks one does not start. */
export const contractsOf = (service: ServiceName): readonly AnyRpcContract[] =>
  contracts.filter((contract) => serviceOf(contract) === service);
