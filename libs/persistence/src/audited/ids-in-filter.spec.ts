import { Types } from 'mongoose';
import { idsIn } from './ids-in-filter.ts';

describe('the ids to which a filter limits what it finds', () => {
  const [a, b] = [new Types.ObjectId(), new Types.ObjectId()];
  it.each<[string, Record<string, unknown>, Types.ObjectId[] | undefined]>([
    ['are none when it says none', { ownerId: a }, undefined],
    ['are the one that it names', { _id: a, ownerId: b }, [a]],
    ['may be said as text', { _id: a.toHexString() }, [a]],
    ['may be several', { _id: { $in: [a, b.toHexString()] } }, [a, b]],
    ['may stand within what has to hold besides', { $and: [{ readers: b }, { $and: [{ _id: a }] }] }, [a]],
    ['are none where one of several would do', { $or: [{ _id: a }, { ownerId: b }] }, undefined],
    ['are none behind another operator', { _id: { $gt: a } }, undefined],
    ['are none when one of them is no id', { _id: { $in: [a, 'x'] } }, undefined],
  ])('%s', (...[, filter, expected]) => {
    expect(idsIn(filter)).toEqual(expected);
  });
});
