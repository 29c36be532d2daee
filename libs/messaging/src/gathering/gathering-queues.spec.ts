import { TAKES_GATHERED } from '../wire.ts';
import { GatheringQueues } from './gathering-queues.ts';

describe(GatheringQueues, () => {
  it('knows a service by its answers, and trusts it a minute after the last copy of an older version', () => {
    let now = 1_000;
    const queues = new GatheringQueues(() => now);
    expect(queues.has('deals')).toBe(false);
    queues.learn('deals', TAKES_GATHERED);
    expect([queues.has('deals'), queues.has('clients')]).toEqual([true, false]);
    queues.learn('deals', undefined);
    expect(queues.has('deals')).toBe(false);
    now += 59_999;
    queues.learn('deals', TAKES_GATHERED);
    expect(queues.has('deals')).toBe(false);
    now += 1;
    queues.learn('deals', TAKES_GATHERED);
    expect(queues.has('deals')).toBe(true);
  });
});
