import { ActivitiesSection } from '@crm/contracts';
import { aManager } from '@crm/testing';
import { CardSectionService } from '../src/card/card-section.service.ts';
import { ActivityService } from '../src/activities/activity.service.ts';
import { CommitmentService } from '../src/commitments/commitment.service.ts';
import type { ActivitiesContext } from './activities-context.ts';

interface History {
  /** The same one gives the same history. */
  readonly seed: number;
  readonly clientIds: readonly string[];
  readonly steps: number;
}

/** Numbers from 0 to below 1 that look random: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * An employee plans, records, moves, completes and calls off what he has to do with some clients, makes promises and keeps
 * them, and reads a card after each step. What he has planned last is on the card that he reads next.
 */
export async function liveThrough(context: ActivitiesContext, { seed, clientIds, steps }: History): Promise<void> {
  const random = randomFrom(seed);
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const actor = aManager();
  const [activities, commitments] = [context.get(ActivityService), context.get(CommitmentService)];
  const planned: string[] = [];
  const promised: string[] = [];
  const sectionOf = async (clientId: string) =>
    ActivitiesSection.parse(JSON.parse((await context.get(CardSectionService).of(actor, clientId)).json.toString()));

  const plan = async () => {
    const clientId = one(clientIds);
    // Sooner than whatever else is planned, so that it stands first.
    const plannedAt = new Date(Date.now() - 86_400_000 - seed).toISOString();
    const { _id } = await context.plan(actor, { clientId, plannedAt, type: 'task', private: random() < 0.2 });
    planned.push(_id.toHexString());
    const shown = (await sectionOf(clientId)).planned.some(({ id }) => id === _id.toHexString());
    if (!shown) throw new Error(`What was planned is not on the card of its client: ${_id.toHexString()}`);
  };
  const onPlanned =
    (step: (ref: { activityId: string; expectedVersion: undefined }) => Promise<unknown>) => async () => {
      const [activityId] = planned.splice(Math.floor(random() * planned.length), 1);
      if (activityId !== undefined) await step({ activityId, expectedVersion: undefined });
    };
  const moves = [
    plan,
    plan,
    () => context.record(actor, { clientId: one(clientIds) }),
    onPlanned((ref) => activities.cancel(actor, { ...ref, comment: null })),
    onPlanned(async (ref) => {
      await activities.change(actor, { ...ref, change: { clientId: one([...clientIds, null]) } });
      planned.push(ref.activityId);
    }),
    async () => {
      const commitment = {
        side: 'us',
        text: 'Send it',
        activityId: null,
        clientId: one(clientIds),
        dueOn: '2030-01-01',
      };
      const made = await commitments.make(actor, { commitment, ownerDepartmentId: context.departmentId } as never);
      promised.push(made._id.toHexString());
    },
    async () => {
      const commitmentId = promised.pop();
      const closing = { expectedVersion: undefined, status: 'kept', comment: null } as const;
      if (commitmentId !== undefined) await commitments.close(actor, { commitmentId, ...closing });
    },
  ];
  for (let step = 0; step < steps; step += 1) {
    await one(moves)();
    await sectionOf(one(clientIds));
  }
}
