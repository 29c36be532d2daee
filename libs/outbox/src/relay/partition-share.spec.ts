import { PARTITIONS } from '../outbox-row.ts';
import { shareOf } from './partition-share.ts';

const leases = (holders: Readonly<Record<string, number>>) =>
  Object.entries(holders)
    .flatMap(([holder, count]) => Array<string>(count).fill(holder))
    .concat(Array<string>(PARTITIONS).fill('nobody'))
    .slice(0, PARTITIONS)
    .map((holder, partition) => ({ partition, holder: holder === 'nobody' ? null : holder }));

describe(shareOf, () => {
  const rules: readonly [string, number, Readonly<Record<string, number>>, { take: number; giveBack: number }][] = [
    ['alone, a process takes everything', 1, {}, { take: 16, giveBack: 0 }],
    ['the first of two gives half back', 2, { me: 16 }, { take: 0, giveBack: 8 }],
    ['the second waits for what is not free', 2, { other: 16 }, { take: 0, giveBack: 0 }],
    ['the second takes what the first gave back', 2, { other: 8 }, { take: 8, giveBack: 0 }],
    ['what does not divide is nearly shared', 3, { other: 6, me: 4 }, { take: 2, giveBack: 0 }],
    ['when all have their share nothing moves', 2, { other: 8, me: 8 }, { take: 0, giveBack: 0 }],
    ['the survivor takes what a dead one held', 1, { me: 8 }, { take: 8, giveBack: 0 }],
    ['of more than sixteen some have nothing', 20, { me: 1, other: 15 }, { take: 0, giveBack: 0 }],
  ];
  it.each(rules)('%s', (_rule, members, held, { take, giveBack }) => {
    const change = shareOf('me', members, leases(held));
    expect(change.take).toHaveLength(take);
    expect(change.giveBack).toHaveLength(giveBack);
  });
});
