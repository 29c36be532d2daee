import type { Caller } from '../auth/caller.ts';
import { anAdministrator } from '@crm/testing';
import { type AskedRequest, repeatableOf } from './repeatable-request.ts';

const caller = (): Caller => ({
  actor: anAdministrator(),
  departmentId: 'd',
  name: 'Irina',
  secondFactorRequired: false,
  email: 'irina@crm.example',
});
const irina = caller();

const asked = ({ key = 'k-1', ...given }: Partial<AskedRequest> & { key?: string } = {}): AskedRequest => ({
  method: 'POST',
  url: '/api/v1/deals/7/move',
  routeOptions: { url: '/api/v1/deals/:id/move' },
  headers: { 'idempotency-key': key },
  body: { stageId: '1' },
  ...given,
});

describe(repeatableOf, () => {
  it('is the same for the same request of the same caller', () => {
    expect(repeatableOf(asked(), irina)).toEqual(repeatableOf(asked(), irina));
  });

  it.each([
    { what: 'another key', request: asked({ key: 'k-2' }), by: irina },
    { what: 'another caller', request: asked(), by: caller() },
    { what: 'another method', request: asked({ method: 'PATCH' }), by: irina },
    { what: 'another route', request: asked({ routeOptions: { url: '/api/v1/deals/:id/win' } }), by: irina },
  ])('has another key for $what', ({ request, by }) => {
    expect(repeatableOf(request, by)?.key).not.toBe(repeatableOf(asked(), irina)?.key);
  });

  it.each([
    { what: 'another record', request: asked({ url: '/api/v1/deals/8/move' }) },
    { what: 'another body', request: asked({ body: { stageId: '2' } }) },
    { what: 'another version', request: asked({ headers: { 'idempotency-key': 'k-1', 'if-match': '"3"' } }) },
  ])('is another question under the same key for $what', ({ request }) => {
    const [first, second] = [repeatableOf(asked(), irina), repeatableOf(request, irina)];
    expect(second?.key).toBe(first?.key);
    expect(second?.fingerprint).not.toBe(first?.fingerprint);
  });

  it.each(['', 'x'.repeat(256), 'ключ', 'a\tb'])('refuses the key "%s"', async (key) => {
    const attempt = async () => repeatableOf(asked({ key }), irina);
    await expect(attempt()).rejects.toMatchObject({ code: 'invalid', details: { header: 'Idempotency-Key' } });
  });

  it.each([{ request: asked({ headers: {} }) }, { request: asked({ method: 'GET' }) }])(
    'does not concern $request',
    ({ request }) => {
      expect(repeatableOf(request, irina)).toBeUndefined();
    },
  );
});
