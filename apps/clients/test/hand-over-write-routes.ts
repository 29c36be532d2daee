import { newId } from '@crm/persistence';
import { agreed, anAdministrator, type WriteRoute } from '@crm/testing';
import type { ClientDocument } from '../src/clients/client.schema.ts';
import { EmployeeRepository } from '../src/employees/employee.repository.ts';
import { LeaseLost } from '../src/hand-overs/hand-over-lease.repository.ts';
import { HandOverRepository } from '../src/hand-overs/hand-over.repository.ts';
import { HandOverSteps } from '../src/hand-overs/hand-over-steps.service.ts';
import { nothing } from '../src/hand-overs/hand-over.ts';
import { batchOf, type HandOverContext, type Pair } from './hand-over-context.ts';

const CLIENTS = 5;

/** The commands of a hand-over: how it is started, and the steps that move clients, and places in the teams of others'. */
export const handOverWriteRoutes = (context: HandOverContext): WriteRoute[] => [
  start(context),
  move(context, {
    name: 'hand clients over',
    prepare: ({ leaver }) => context.giveClients(leaver, CLIENTS),
    async effects(pair, handOverId) {
      const { successor, journal } = await context.tally(pair, handOverId);
      const { moved } = await context.clients.get(HandOverRepository).get(handOverId);
      return agreed(successor / CLIENTS, journal / CLIENTS, moved.clients / CLIENTS);
    },
  }),
  move(context, {
    name: 'hand places in teams over',
    prepare: (pair) => context.givePlaces(pair.leaver, CLIENTS),
    async effects({ successor }, handOverId) {
      const clients = context.clients.model<ClientDocument>('Client');
      const journal = await context.clients.model('HandOverPlace').countDocuments({ handOverId });
      const { moved } = await context.clients.get(HandOverRepository).get(handOverId);
      const placed = await clients.countDocuments({ 'team.employeeId': successor.id });
      return agreed(placed / CLIENTS, journal / CLIENTS, moved.teamPlaces / CLIENTS);
    },
  }),
];

interface Move {
  readonly name: string;
  readonly prepare: (pair: Pair) => Promise<void>;
  readonly effects: (pair: Pair, handOverId: string) => Promise<number>;
}

function start(context: HandOverContext): WriteRoute {
  const successors = new Map<string, string>();
  return {
    name: 'start a hand-over',
    async target() {
      const { leaver, successor } = await context.pair();
      successors.set(leaver.id, successor.id);
      return leaver.id;
    },
    write: (employeeId) => {
      const successorId = successors.get(employeeId) ?? '';
      return context.service.start(anAdministrator(), { employeeId, successorId });
    },
    effects: async (employeeId) => {
      const { status } = await context.clients.get(EmployeeRepository).get(employeeId);
      const started = await context.clients.model('HandOver').countDocuments({ employeeId });
      return agreed(started, status === 'active' ? 0 : 1);
    },
  };
}

/** A step is repeated until it succeeds, as its worker does. */
function move(context: HandOverContext, { name, prepare, effects }: Move): WriteRoute {
  const steps = context.clients.get(HandOverSteps);
  const pairs = new Map<string, Pair>();
  const pairOf = (handOverId: string): Pair => {
    const pair = pairs.get(handOverId);
    if (!pair) throw new Error(`Nobody hands over by ${handOverId}`);
    return pair;
  };
  const holder = newId();
  return {
    name,
    async target() {
      const pair = await context.pair();
      await prepare(pair);
      const handOverId = await context.storeUnordered(pair, nothing);
      await context.clients.model('HandOver').updateOne({ _id: handOverId }, { leaseHolder: holder });
      pairs.set(handOverId, pair);
      return handOverId;
    },
    async write(handOverId) {
      const batch = batchOf(pairOf(handOverId), handOverId);
      for (;;) {
        try {
          return await steps.round({ handOverId, holder }, batch);
        } catch (error) {
          if (error instanceof LeaseLost) throw error;
        }
      }
    },
    effects: (handOverId) => effects(pairOf(handOverId), handOverId),
  };
}
