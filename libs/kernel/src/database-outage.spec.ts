import { outageOf } from './database-outage.ts';

const named = (name: string, given: object = {}): Error => Object.assign(new Error('the insides'), { name, ...given });

describe(outageOf, () => {
  it.each([
    { failure: named('MongoServerSelectionError'), is: 'service_unavailable' },
    { failure: named('MongooseServerSelectionError'), is: 'service_unavailable' },
    { failure: named('MongoNetworkError'), is: 'service_unavailable' },
    { failure: named('MongoPoolClearedError'), is: 'service_unavailable' },
    { failure: named('PoolClearedOnNetworkError'), is: 'service_unavailable' },
    { failure: named('MongoServerError', { errorLabels: ['RetryableWriteError'] }), is: 'service_unavailable' },
    {
      failure: named('MongoServerError', { code: 112, errorLabels: ['TransientTransactionError'] }),
      is: 'service_unavailable',
    },
    {
      failure: Object.assign(named('MongooseError'), { message: 'Operation `deals.find()` buffering timed out' }),
      is: 'service_unavailable',
    },
    { failure: named('MongoServerError', { code: 50 }), is: 'deadline_exceeded' },
    { failure: named('MongoServerError', { code: 50, errorLabels: ['RetryableWriteError'] }), is: 'deadline_exceeded' },
    { failure: named('MongoWriteConcernError', { code: 64 }), is: 'deadline_exceeded' },
    { failure: named('MongoOperationTimeoutError'), is: 'deadline_exceeded' },
    { failure: named('MongoServerError', { code: 11000 }), is: undefined },
    { failure: named('MongoServerError', { code: 11000, errorLabels: [] }), is: undefined },
    { failure: named('SomeError', { code: 50 }), is: undefined },
    { failure: named('SomeError', { errorLabels: ['RetryableWriteError'] }), is: undefined },
    { failure: new TypeError('buffering timed out'), is: undefined },
    { failure: 'MongoNetworkError', is: undefined },
    { failure: null, is: undefined },
  ])('of $failure is $is', ({ failure, is }) => {
    expect(outageOf(failure)).toBe(is);
  });
});
