import { newId } from '@crm/persistence';
import { agreed, anAdministrator, type WriteRoute } from '@crm/testing';
import { EmployeeRepository } from '../src/employees/employee.repository.ts';
import { LeaseLost } from '../src/hand-overs/hand-over-lease.repository.ts';
import { HandOverRepository } from '../src/hand-overs/hand-over.repository.ts';
import { HandOverSteps } from '../src/hand-overs/hand-over-steps.service.ts';
import { nothing } from '../src/hand-overs/hand-over.ts';
import { batchOf, type HandOverContext, type Pair } from './hand-over-context.ts';

const CLIENTS = 5;

/** The commands of a hand-over: how it is started, and the step that moves clients. */
export const handOverWriteRoutes = (context: HandOverContext): WriteRoute[] => [start(context), move(context)];

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
function move(context: HandOverContext): WriteRoute {
  const steps = context.clients.get(HandOverSteps);
  const pairs = new Map<string, Pair>();
  const pairOf = (handOverId: string): Pair => {
    const pair = pairs.get(handOverId);
    if (!pair) throw new Error(`Nobody hands over by ${handOverId}`);
    return pair;
  };
  const holder = newId();
  return {
    name: 'hand clients over',
    async target() {
      const pair = await context.pair(CLIENTS);
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
    async effects(handOverId) {
      const { successor, journal } = await context.tally(pairOf(handOverId), handOverId);
      const { moved } = await context.clients.get(HandOverRepository).get(handOverId);
      return agreed(successor / CLIENTS, journal / CLIENTS, moved.clients / CLIENTS);
    },
  };
}
