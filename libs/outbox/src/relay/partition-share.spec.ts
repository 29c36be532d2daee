import { PARTITIONS } from '../outbox-row.ts';
import { shareOf } from './partition-share.ts';

const leases = (holders: Readonly<Record<string, number>>) =>
  Object.entries(holders)
    .flatMap(([holder, count]) => Array<string>(count).fill(holder))
    .concat(Array<string>(PARTITIONS).fill('nobody'))
    .slice(0, PARTITIONS)
    .map((holder, partition) => ({ partition, holder: holder === 'nobody' ? null : holder }));

describe(shareOf, () => {
  it.each([
    { rule: 'alone, a process takes everything', members: 1, held: {}, take: 16, giveBack: 0 },
    { rule: 'the first of two gives half back', members: 2, held: { me: 16 }, take: 0, giveBack: 8 },
    { rule: 'the second waits for what is not free', members: 2, held: { other: 16 }, take: 0, giveBack: 0 },
    { rule: 'the second takes what was given back', members: 2, held: { other: 8 }, take: 8, giveBack: 0 },
    { rule: 'what does not divide is nearly shared', members: 3, held: { other: 6, me: 4 }, take: 2, giveBack: 0 },
    { rule: 'when all have their share nothing moves', members: 2, held: { other: 8, me: 8 }, take: 0, giveBack: 0 },
    { rule: 'the survivor takes what a dead one held', members: 1, held: { me: 8 }, take: 8, giveBack: 0 },
    { rule: 'of more than sixteen some have nothing', members: 20, held: { me: 1, other: 15 }, take: 0, giveBack: 0 },
  ])('$rule', ({ members, held, take, giveBack }) => {
    const change = shareOf('me', members, leases(held));
    expect(change.take).toHaveLength(take);
    expect(change.giveBack).toHaveLength(giveBack);
  });
});
