import { Controller, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { currentActor, requireSystem } from '@crm/access';
import {
  type HandOverBatch,
  type HandOverCounts,
  type HandOverProgress,
  countActivitiesForHandOver,
  countDealsForHandOver,
  handOverActivities,
  handOverDeals,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Rpc, RpcServer, rpcQueue } from '@crm/messaging';
import { testServers, uniqueName } from '@crm/testing';
import { verifyActor } from './actor-stand-in.ts';

type Left = Omit<HandOverCounts, 'clients' | 'teamPlaces' | 'grants'>;

const left: Left = { openDeals: 0, plannedActivities: 0, reminders: 0, commitments: 0 };
const moved: Left = { ...left };

/** The refusal with which the activities service answers everything, if any. */
let refusal: string | null = null;

function assertWorking(): void {
  if (refusal !== null) throw new DomainError(refusal);
}

/** Moves at most so many of each kind, as a service does in one transaction. */
function move(kinds: readonly (keyof Left)[], { limit }: HandOverBatch): HandOverProgress {
  requireSystem(currentActor());
  for (const kind of kinds) {
    const some = Math.min(left[kind], limit);
    left[kind] -= some;
    moved[kind] += some;
  }
  return {
    moved: Object.fromEntries(kinds.map((kind) => [kind, moved[kind]])),
    remaining: kinds.some((kind) => left[kind] > 0),
  };
}

@Controller()
class Deals {
  @Rpc(countDealsForHandOver)
  async count() {
    requireSystem(currentActor());
    return { openDeals: left.openDeals };
  }

  @Rpc(handOverDeals)
  async move(batch: HandOverBatch): Promise<HandOverProgress> {
    return move(['openDeals'], batch);
  }
}

@Controller()
class Activities {
  @Rpc(countActivitiesForHandOver)
  async count() {
    requireSystem(currentActor());
    assertWorking();
    const { plannedActivities, reminders, commitments } = left;
    return { plannedActivities, reminders, commitments };
  }

  @Rpc(handOverActivities)
  async move(batch: HandOverBatch): Promise<HandOverProgress> {
    assertWorking();
    return move(['plannedActivities', 'reminders', 'commitments'], batch);
  }
}

/** The deals and activities services as a hand-over sees them: work that is left, on real queues of this test's own. */
export class OtherServices {
  readonly queuePrefix = `${uniqueName('queue')}.`;
  private readonly running: INestMicroservice[] = [];

  async start(): Promise<void> {
    for (const [name, controller] of Object.entries({ deals: Deals, activities: Activities })) {
      class ServiceModule {}
      Reflect.defineMetadata('controllers', [controller], ServiceModule);
      const url = testServers().rabbitmqUrl;
      const strategy = new RpcServer({ url, queue: rpcQueue(name, this.queuePrefix), prefetch: 10, verifyActor });
      const app = await NestFactory.createMicroservice(ServiceModule, { strategy, logger: false });
      await app.listen();
      this.running.push(app);
    }
  }

  async stop(): Promise<void> {
    for (const app of this.running) await app.close();
  }

  breakActivities(code = 'service_unavailable'): void {
    refusal = code;
  }

  mendActivities(): void {
    refusal = null;
  }

  /** What the leaver has there, before anything has moved. */
  give(work: Partial<Left>): void {
    Object.assign(left, { openDeals: 0, plannedActivities: 0, reminders: 0, commitments: 0 }, work);
    Object.assign(moved, { openDeals: 0, plannedActivities: 0, reminders: 0, commitments: 0 });
  }
}
