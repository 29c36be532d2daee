import { headersOf, problemOf } from './problem.ts';

const context = { language: 'en', requestId: 'r-1', instance: '/api/v1/deals' } as const;

describe(problemOf, () => {
  it('says what the catalogue says, in the language of the reader', () => {
    expect(problemOf({ code: 'deal.closed' }, { ...context, language: 'ru' })).toEqual({
      type: '/problems/deal.closed',
      title: 'Сделка уже завершена',
      status: 409,
      code: 'deal.closed',
      instance: '/api/v1/deals',
      requestId: 'r-1',
    });
  });

  it('points at the field that a rule speaks of', () => {
    const details = { field: 'parentId', parentId: 'a'.repeat(24) };
    expect(problemOf({ code: 'department.cycle', details }, context)).toMatchObject({
      errors: [{ pointer: '/parentId', code: 'department.cycle', message: 'A department cannot be below itself' }],
      details,
    });
    expect(problemOf({ code: 'department.not_empty', details: {} }, context)).not.toHaveProperty('errors');
  });

  it('tells the facts of a refusal, never those of a failure of ours', () => {
    const details = { current: 7 };
    expect(problemOf({ code: 'version_conflict', details }, context).details).toEqual(details);
    expect(problemOf({ code: 'internal', details }, context)).not.toHaveProperty('details');
    expect(problemOf({ code: 'service_unavailable', details }, context)).not.toHaveProperty('details');
  });
});

describe(headersOf, () => {
  it.each([
    { refusal: { code: 'too_many_requests', details: { retryAfter: 42 } }, headers: { 'retry-after': '42' } },
    { refusal: { code: 'service_unavailable' }, headers: { 'retry-after': '5' } },
    { refusal: { code: 'deadline_exceeded' }, headers: { 'retry-after': '5' } },
    { refusal: { code: 'unauthenticated' }, headers: { 'www-authenticate': 'Bearer' } },
    { refusal: { code: 'deal.closed', details: { retryAfter: 'soon' } }, headers: {} },
  ] as const)('are $headers for $refusal.code', ({ refusal, headers }) => {
    expect(headersOf(refusal)).toEqual(headers);
  });
});
