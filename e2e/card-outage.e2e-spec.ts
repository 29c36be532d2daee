import { Activity, Client, ClientCard, Deal, Problem } from '@crm/contracts';
import { eventually, SeverableLink, testServers } from '@crm/testing';
import type { ServiceName } from '../tools/start/service-names.ts';
import { type Answer, expectBody, type ApiUser } from './api-user.ts';
import { startTimeout, WholeSystem } from './whole-system.ts';

/** Longer than the broker needs to notice, and a service to come back, on a machine that does much else. */
const patiently = { within: 60_000 };

describe('the client card while a service is away', () => {
  let broker: SeverableLink;
  let system: WholeSystem;
  let user: ApiUser;
  let clientId: string;

  beforeAll(async () => {
    broker = await SeverableLink.to(testServers().rabbitmqUrl);
    system = await WholeSystem.start({ name: 'card-outage', demo: false, rabbitmqUrl: broker.url });
    user = await system.signIn('administrator');
    clientId = await makeClientWithHistory();
  }, startTimeout);

  afterAll(async () => {
    await system.stop();
    broker.sever();
  }, startTimeout);

  async function makeClientWithHistory(): Promise<string> {
    const { id } = await user.post('/clients', { kind: 'organisation', name: 'Northern Works' }, [201, Client]);
    const amount = { amount: '1200.50', currency: 'EUR' };
    await user.post('/deals', { title: 'Twelve pumps', clientId: id, amount }, [201, Deal]);
    const plannedAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
    await user.post('/activities', { type: 'task', subject: 'Send the offer', clientId: id, plannedAt }, [
      201,
      Activity,
    ]);
    await user.post('/activities/record', { type: 'task', subject: 'Wrote it', clientId: id }, [201, Activity]);
    return id;
  }

  /** As for somebody who has just changed something: put together anew, with what each service has to say at this moment. */
  const askForCard = (headers: Record<string, string> = {}): Promise<Answer> =>
    user.ask(`/clients/${clientId}/card`, { headers: { 'x-read-after': Date.now().toString(36), ...headers } });

  const card = async (): Promise<ClientCard> => expectBody(await askForCard(), 200, ClientCard);

  async function expectWholeCard(): Promise<void> {
    expect(await card()).toMatchObject({
      client: { client: { name: 'Northern Works' } },
      deals: { open: [{ title: 'Twelve pumps' }], counts: { open: 1 } },
      activities: { planned: [{ subject: 'Send the offer' }], completed: [{ subject: 'Wrote it' }] },
      missing: [],
    });
  }

  async function expectCardWithoutDeals(): Promise<void> {
    expect(await card()).toMatchObject({
      client: { client: { name: 'Northern Works' } },
      deals: null,
      activities: { planned: [{ subject: 'Send the offer' }], completed: [{ subject: 'Wrote it' }] },
      missing: ['deals'],
    });
  }

  async function expectProblem(status: number, code: string): Promise<void> {
    const answer = await askForCard();
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(expectBody(answer, status, Problem)).toMatchObject({ status, code, type: `/problems/${code}` });
  }

  const readiness = async (name: ServiceName): Promise<number> =>
    (await fetch(`${system.stack.services[name].url}/readyz`)).status;

  it('is whole when all services are there', async () => {
    await expectWholeCard();
  });

  it('leaves a trace under one request id in the log of every service that it asks', async () => {
    const requestId = `card-${clientId}`;
    await askForCard({ 'x-request-id': requestId });
    for (const name of ['gateway', 'clients', 'deals', 'activities'] as const) {
      await eventually(() => expect({ name, lines: linesOf(name, requestId) }).not.toEqual({ name, lines: [] }));
    }
  });

  it('does not wait for a frozen service, names what is missing, and is whole again when it wakes', async () => {
    system.stack.kill('deals', 'SIGSTOP');
    // It comes while the service stands still: nothing but the deadline of the section can have ended the waiting.
    await expectCardWithoutDeals();
    system.stack.kill('deals', 'SIGCONT');
    await eventually(expectWholeCard, patiently);
  });

  it('that is kept is not whole for long either: it comes without what is missing, until that is back', async () => {
    await eventually(expectWholeCard, patiently);
    const kept = (): Promise<ClientCard> => user.get(`/clients/${clientId}/card`, ClientCard);
    expect(await kept()).toMatchObject({ missing: [] });
    system.stack.kill('deals', 'SIGSTOP');
    await eventually(async () => expect(await kept()).toMatchObject({ deals: null, missing: ['deals'] }), patiently);
    system.stack.kill('deals', 'SIGCONT');
    await eventually(async () => expect(await kept()).toMatchObject({ missing: [] }), patiently);
  });

  it('comes without a killed service, which is asked again as soon as it is back', async () => {
    system.stack.kill('deals', 'SIGKILL');
    await eventually(() => expect(readiness('deals')).rejects.toThrow(), patiently);
    await expectCardWithoutDeals();
    await system.stack.restart('deals');
    expect(await readiness('deals')).toBe(200);
    await eventually(expectWholeCard, patiently);
  });

  it('is refused as a problem while the service that decides who sees it is down', async () => {
    system.stack.kill('clients', 'SIGKILL');
    await eventually(() => expectProblem(503, 'service_unavailable'), patiently);
    await system.stack.restart('clients');
    await eventually(expectWholeCard, patiently);
  });

  it('is refused, and no program calls itself ready, while the broker is away', async () => {
    const names = ['gateway', 'clients', 'deals', 'activities'] as const;
    broker.sever();
    for (const name of names)
      await eventually(async () => expect({ name, status: await readiness(name) }).toEqual({ name, status: 503 }));
    await expectProblem(503, 'service_unavailable');
    await broker.mend();
    for (const name of names) {
      await eventually(
        async () => expect({ name, status: await readiness(name) }).toEqual({ name, status: 200 }),
        patiently,
      );
    }
    await eventually(expectWholeCard, patiently);
  });

  const linesOf = (name: ServiceName, requestId: string): string[] =>
    system
      .logOf(name)
      .split('\n')
      .filter((line) => line.includes(requestId));
});
