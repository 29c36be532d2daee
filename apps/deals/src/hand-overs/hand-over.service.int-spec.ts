import { AsyncResource } from 'node:async_hooks';
import { getModelToken } from '@nestjs/mongoose';
import type { HandOverBatch } from '@crm/contracts';
import { newId, toObjectId } from '@crm/persistence';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import type { Model } from 'mongoose';
import { aDealRow, aLostRow, aWonRow } from '../../test/deal-rows.ts';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { DealLoadService } from '../deals/deal-load.service.ts';
import { DealOwnershipRepository } from '../deals/deal-ownership.repository.ts';
import { DealService } from '../deals/deal.service.ts';
import type { HandOverEntry } from './hand-over.schema.ts';
import { HandOverService } from './hand-over.service.ts';

let context: DealsContext;
let handOvers: HandOverService;
let entries: Model<HandOverEntry>;
beforeAll(async () => {
  context = await startDealsContext();
  handOvers = context.get(HandOverService);
  entries = context.service.module.get<Model<HandOverEntry>>(getModelToken('HandOverEntry'), { strict: false });
});
afterAll(() => context.stop());

const system = anAdministrator({ role: 'system' });

/** A leaver with open deals, and the step that hands them over. */
async function aLeaver(openDeals: number) {
  const owner = { ownerId: newId(), departmentId: newId() };
  const rows = [...Array.from({ length: openDeals }, () => aDealRow(owner)), aWonRow(owner), aLostRow(owner)];
  const loaded = await context.get(DealLoadService).load(anAdministrator(), { rows });
  const batch: HandOverBatch = {
    handOverId: newId(),
    fromEmployeeId: owner.ownerId,
    toEmployeeId: newId(),
    toDepartmentId: newId(),
    limit: 500,
  };
  return { ...owner, batch, openIds: loaded.rows.slice(0, openDeals).map(({ id }) => id) };
}

const ownedBy = (ownerId: string) => context.deals.countDocuments({ ownerId });
const journalOf = (handOverId: string) => entries.countDocuments({ handOverId });

describe('the preview of a hand-over', () => {
  it('counts the open deals alone', async () => {
    const { ownerId } = await aLeaver(3);
    expect(await handOvers.count(aHead(), { employeeId: ownerId })).toEqual({ openDeals: 3 });
  });

  it('is not for managers', async () => {
    await expect(handOvers.count(aManager(), { employeeId: newId() })).rejects.toThrow('forbidden');
  });
});

describe('a hand-over of deals', () => {
  it('moves the open ones in batches, tells how far it is, and leaves what is closed', async () => {
    const { ownerId, departmentId, batch, openIds } = await aLeaver(5);
    context.clock.set('2026-11-24T15:00:00.000Z');
    const small = { ...batch, limit: 2 };
    expect(await handOvers.move(system, small)).toEqual({ moved: { openDeals: 2 }, remaining: true });
    expect(await handOvers.move(system, small)).toEqual({ moved: { openDeals: 4 }, remaining: true });
    expect(await handOvers.move(system, small)).toEqual({ moved: { openDeals: 5 }, remaining: false });

    expect(await ownedBy(ownerId)).toBe(2);
    expect(await context.deals.countDocuments({ ownerId, status: 'open' })).toBe(0);
    for (const id of openIds) {
      expect(await context.stored(id)).toMatchObject({
        ownerId: batch.toEmployeeId,
        departmentId: batch.toDepartmentId,
        version: 2,
        updatedAt: '2026-11-24T15:00:00.000Z',
      });
      expect(await entries.findOne({ recordId: id }).lean()).toMatchObject({
        handOverId: toObjectId(batch.handOverId),
        fromEmployeeId: toObjectId(ownerId),
        fromDepartmentId: toObjectId(departmentId),
        toEmployeeId: toObjectId(batch.toEmployeeId),
      });
    }
  });

  it('may be asked again when all is done', async () => {
    const { batch } = await aLeaver(3);
    const done = { moved: { openDeals: 3 }, remaining: false };
    expect(await handOvers.move(system, batch)).toEqual(done);
    expect(await handOvers.move(system, batch)).toEqual(done);
    expect(await journalOf(batch.handOverId)).toBe(3);
  });

  it('counts nothing for a leaver without open deals', async () => {
    const { batch } = await aLeaver(0);
    expect(await handOvers.move(system, batch)).toEqual({ moved: { openDeals: 0 }, remaining: false });
  });

  it('moves each deal once when the same step arrives twice at the same time', async () => {
    const { batch } = await aLeaver(40);
    const step = { ...batch, limit: 30 };
    await Promise.all([handOvers.move(system, step), handOvers.move(system, step)]);
    expect(await handOvers.move(system, step)).toEqual({ moved: { openDeals: 40 }, remaining: false });
    expect(await journalOf(batch.handOverId)).toBe(40);
    expect(await context.deals.countDocuments({ ownerId: batch.toEmployeeId, version: 2 })).toBe(40);
  });

  it('moves nothing when it breaks off in the middle, and everything when it is repeated', async () => {
    const { ownerId, batch, openIds } = await aLeaver(10);
    const obstacle = await entries.create({
      handOverId: toObjectId(batch.handOverId),
      recordId: toObjectId(openIds[7]!),
      fromEmployeeId: toObjectId(ownerId),
      fromDepartmentId: toObjectId(newId()),
      toEmployeeId: toObjectId(newId()),
      movedAt: new Date(),
    });
    await expect(handOvers.move(system, batch)).rejects.toThrow('E11000');
    expect(await context.deals.countDocuments({ ownerId, version: 1 })).toBe(12);
    expect(await journalOf(batch.handOverId)).toBe(1);

    await obstacle.deleteOne();
    expect(await handOvers.move(system, batch)).toEqual({ moved: { openDeals: 10 }, remaining: false });
    expect(await journalOf(batch.handOverId)).toBe(10);
  });

  it('leaves a deal with him who wins it meanwhile', async () => {
    const { ownerId, batch, openIds } = await aLeaver(5);
    const wonId = openIds[2]!;
    const leaver = aManager({ employeeId: ownerId });
    const win = AsyncResource.bind(() => context.get(DealService).win(leaver, { dealId: wonId }));
    beforeNextGift(context.get(DealOwnershipRepository), win);

    expect(await handOvers.move(system, batch)).toEqual({ moved: { openDeals: 4 }, remaining: false });
    expect(await context.stored(wonId)).toMatchObject({ status: 'won', ownerId, version: 2 });
    expect(await journalOf(batch.handOverId)).toBe(4);
    expect(await entries.exists({ recordId: wonId })).toBeNull();
  });

  it('is for our own programs alone', async () => {
    const { batch } = await aLeaver(1);
    await expect(handOvers.move(anAdministrator(), batch)).rejects.toThrow('forbidden');
  });
});

/** Lets something happen between the reading of a batch and its change. */
function beforeNextGift(deals: DealOwnershipRepository, work: () => Promise<unknown>): void {
  const give = deals.give.bind(deals);
  deals.give = async (...given) => {
    deals.give = give;
    await work();
    await give(...given);
  };
}
