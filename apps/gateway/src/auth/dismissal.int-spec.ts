import { employeeChanged, type EmployeeFact, resolveActor } from '@crm/contracts';
import { RabbitEventPublisher } from '@crm/messaging';
import { newId } from '@crm/persistence';
import { eventually } from '@crm/testing';
import { departmentId, irina, password, type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { takeEvents } from '../take-events.ts';
import { AccessEnd } from './access-end.service.ts';

describe('access of an employee', () => {
  let gateway: TestGateway;
  let person: SignedIn;
  let seq = 0;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    await takeEvents(gateway.app, gateway.config, gateway.queuePrefix);
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    gateway.service('clients').answer(resolveActor, ({ employeeId }) => irina({ employeeId }));
    seq = 0;
    person = await gateway.signIn();
  });

  const read = () => gateway.inject({ url: '/api/v1/me', headers: person.headers });
  const change = () => gateway.inject({ method: 'DELETE', url: '/api/v1/me/sessions', headers: person.headers });
  const sessionsOf = ({ session }: SignedIn) =>
    gateway.connection
      .collection('open-sessions')
      .find()
      .toArray()
      .then((all) => all.filter(({ accountId }) => String(accountId) === session.me.accountId));

  /** What the clients service does: it answers by what it has stored, and tells. */
  async function tell(facts: Partial<EmployeeFact>): Promise<void> {
    const { employeeId: id } = person;
    const employee = { id, name: 'Irina', departmentId, timeZone: 'Europe/Moscow', status: 'active' };
    seq += 1;
    const data = { ...employee, version: seq, ...facts };
    gateway
      .service('clients')
      .answer(resolveActor, ({ employeeId }) =>
        irina({ employeeId, name: data.name, ...(facts.status && { status: facts.status }) }),
      );
    const message = {
      id: newId(),
      type: employeeChanged.type,
      aggregate: { kind: 'employee', id },
      seq,
      occurredAt: new Date().toISOString(),
      requestId: 'r-1',
      actorId: null,
      data,
    };
    await gateway.app.get(RabbitEventPublisher, { strict: false }).publish([message]);
  }

  it('ends with the event of his dismissal', async () => {
    expect((await read()).statusCode).toBe(200);
    await tell({ status: 'dismissed' });
    await eventually(async () => expect((await read()).statusCode).toBe(401));
    expect((await change()).statusCode).toBe(401);
    expect(await sessionsOf(person)).toEqual([]);
    const payload = { email: person.email, password };
    expect((await gateway.inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload })).statusCode).toBe(401);
  });

  it('goes on while he is leaving, by the facts as they are now', async () => {
    expect((await read()).json()).toMatchObject({ name: 'Irina' });
    await tell({ status: 'leaving', name: 'Irina Petrova' });
    await eventually(async () => expect((await read()).json()).toMatchObject({ name: 'Irina Petrova' }));
    expect((await change()).statusCode).toBe(204);
  });

  it('ends with his account', async () => {
    expect((await read()).statusCode).toBe(200);
    await gateway.app.get(AccessEnd).ofAccount(person.session.me.accountId);
    expect((await read()).statusCode).toBe(401);
  });

  it('lets him change nothing from the moment his account is disabled, also where nobody has heard of it', async () => {
    expect((await read()).statusCode).toBe(200);
    const { email } = person;
    await gateway.connection.collection('accounts').updateOne({ email }, { $set: { status: 'disabled' } });
    expect((await change()).statusCode).toBe(401);
  });
});
