import { requestIdOf } from './request-id.ts';

const idFor = (given: string | string[] | undefined) =>
  requestIdOf({ headers: given === undefined ? {} : { 'x-request-id': given } });

describe(requestIdOf, () => {
  it.each(['trace-7', 'a', '0af7651916cd43dd8448eb211c80319c', 'a.b:c_d'])('keeps %s', (given) => {
    expect(idFor(given)).toBe(given);
  });

  it.each([undefined, '', 'a b', 'x\r\ny', 'x'.repeat(65), 'имя', ['a', 'b']])('replaces %j', (given) => {
    expect(idFor(given)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
