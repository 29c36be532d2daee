import { z } from 'zod';
import { defineQuery } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { fromWireError, toWireError } from './wire-error.ts';

const named = (name: string, code?: number): Error => Object.assign(new Error('the insides'), { name, code });

describe(toWireError, () => {
  it.each([
    { error: new DomainError('deal.closed', { dealId: '1' }), wire: { code: 'deal.closed', details: { dealId: '1' } } },
    { error: named('MongoServerSelectionError'), wire: { code: 'service_unavailable', details: {} } },
    { error: named('MongoPoolClearedError'), wire: { code: 'service_unavailable', details: {} } },
    { error: named('PoolClearedOnNetworkError'), wire: { code: 'service_unavailable', details: {} } },
    { error: named('MongoServerError', 50), wire: { code: 'deadline_exceeded', details: {} } },
    { error: named('MongoServerError', 11000), wire: { code: 'internal', details: {} } },
    { error: named('SomeError', 50), wire: { code: 'internal', details: {} } },
    { error: new TypeError('the insides'), wire: { code: 'internal', details: {} } },
    { error: 'a string', wire: { code: 'internal', details: {} } },
  ])('sends $error as $wire', ({ error, wire }) => {
    expect(toWireError(error)).toEqual(wire);
  });
});

describe(fromWireError, () => {
  const contract = defineQuery('deals.get', {
    input: z.strictObject({}),
    output: z.strictObject({}),
    errors: ['deal.not_found'],
  });

  it.each([
    { sent: 'deal.not_found', seen: 'deal.not_found' },
    { sent: 'invalid', seen: 'invalid' },
    { sent: 'deal.closed', seen: 'internal' },
    { sent: 'nonsense', seen: 'internal' },
  ])('shows $sent as $seen to a caller of a contract that lists deal.not_found', ({ sent, seen }) => {
    expect(fromWireError(contract, { code: sent, details: {} })).toMatchObject({ code: seen });
  });
});
