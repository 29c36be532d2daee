import { resolveActor } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { newId } from '@crm/persistence';
import { irina, TestGateway } from '../../test/test-gateway.ts';
import { AccountRepository } from './account.repository.ts';
import { CallerDirectory } from './caller-directory.ts';

class SetClock extends Clock {
  private time = new Date('2026-11-23T10:00:00Z').getTime();

  now(): Date {
    return new Date(this.time);
  }

  pass(seconds: number): void {
    this.time += seconds * 1_000;
  }
}

describe(CallerDirectory, () => {
  let gateway: TestGateway;
  let clock: SetClock;
  let callers: CallerDirectory;
  let accountId: string;
  let questions: number;

  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  beforeEach(async () => {
    clock = new SetClock();
    callers = new CallerDirectory(gateway.app.get(AccountRepository), gateway.app.get(RpcClient), clock);
    const { email } = await gateway.addAccount();
    accountId = String((await gateway.connection.collection('accounts').findOne({ email }))?._id);
    questions = 0;
    know({ name: 'Irina' });
  });

  const know = (facts: { name?: string; status?: 'dismissed' }): void => {
    gateway.service('clients').answer(resolveActor, ({ employeeId }) => {
      questions += 1;
      return irina({ employeeId, ...facts });
    });
  };
  const fail = (code: string): void => {
    gateway.service('clients').answer(resolveActor, () => {
      throw new DomainError(code);
    });
  };

  it('asks once for all who wait, and again after 50 seconds', async () => {
    await Promise.all(Array.from({ length: 20 }, () => callers.get(accountId)));
    clock.pass(49);
    expect(callers.known(accountId)?.name).toBe('Irina');
    expect(questions).toBe(1);
    clock.pass(2);
    know({ name: 'Irina Petrova' });
    expect((await callers.get(accountId)).name).toBe('Irina Petrova');
    expect(questions).toBe(2);
  });

  it('knows a dismissed employee no more after 50 seconds', async () => {
    await callers.get(accountId);
    know({ status: 'dismissed' });
    clock.pass(51);
    await expect(callers.get(accountId)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('knows a disabled account no more after 50 seconds, whatever the clients service says', async () => {
    await callers.get(accountId);
    await gateway.connection.collection('accounts').updateMany({}, { $set: { status: 'disabled' } });
    fail('service_unavailable');
    clock.pass(51);
    await expect(callers.get(accountId)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('goes on with what it knows while the clients service is away, but not for long', async () => {
    await callers.get(accountId);
    fail('service_unavailable');
    clock.pass(300);
    expect(callers.known(accountId)).toBeUndefined();
    expect((await callers.get(accountId)).name).toBe('Irina');
    clock.pass(301);
    await expect(callers.get(accountId)).rejects.toMatchObject({ code: 'service_unavailable' });
  });

  it('asks again when the account is forgotten while the answer is on its way', async () => {
    const asked = callers.get(accountId);
    callers.forget(accountId);
    expect((await asked).name).toBe('Irina');
  });

  it('knows nobody without an account', async () => {
    await expect(callers.get(newId())).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
