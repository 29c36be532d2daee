import { afterRefusal, messageIdOf, pauseAfter } from './delivery.ts';

describe('a letter', () => {
  it.each([
    ['CRM <crm@firm.example>', '<a1.email@firm.example>'],
    ['crm@firm.example', '<a1.email@firm.example>'],
    ['nonsense', '<a1.email@localhost>'],
  ])('has one Message-ID whenever it is sent: from %s', (from, expected) => {
    expect(messageIdOf('a1.email', from)).toBe(expected);
  });

  it.each([
    [1, 15_000],
    [2, 30_000],
    [5, 240_000],
    [30, 3_600_000],
  ])('waits longer after each failure: attempt %i, %i ms', (attempts, expected) => {
    expect(pauseAfter(attempts, 0.5)).toBe(expected);
  });

  it.each([
    [0, 11_250],
    [1, 18_750],
  ])('waits a little more or less than others: chance %f', (chance, expected) => {
    expect(pauseAfter(1, chance)).toBe(expected);
  });

  it.each([
    ['the addressee does not exist', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'failed'],
    ['the mailbox is full for now', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 }, 'later'],
    ['its content is refused', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'failed'],
    ['the address is none', { code: 'EENVELOPE', command: 'API' }, 'failed'],
    ['we may not sign in', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'later'],
    ['we may not send at all', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 }, 'later'],
    ['nobody answers', { code: 'ECONNECTION', command: 'CONN' }, 'later'],
  ])('when %s', (_why, failure, expected) => {
    expect(afterRefusal({ ...failure, message: 'said the server' })).toEqual({
      kind: expected,
      reason: 'said the server',
    });
  });
});
