import {
  type ActivitiesSection,
  ClientCard,
  type ClientSection,
  type DealsSection,
  getActivitiesSection,
  getClientSection,
  getDealsSection,
  nameEmployees,
  resolveActor,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Prebuilt } from '@crm/messaging';
import { newId } from '@crm/persistence';
import { eventually } from '@crm/testing';
import { irina, type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { anActivity, aClient, aDeal } from '../../test/records.ts';

describe('the card of a client', () => {
  let gateway: TestGateway;
  let reader: SignedIn;
  const client = aClient();
  const performerId = newId();
  const deal = aDeal({ clientId: client.id });
  const asked: string[] = [];
  const ofClient: ClientSection = {
    client,
    parent: null,
    contactPersons: [],
    counts: { contactPersons: 0, subsidiaries: 0 },
  };
  const ofActivities: ActivitiesSection = {
    planned: [anActivity({ performerId })],
    completed: [anActivity({ performerId })],
    commitments: [],
    counts: { planned: 1, completed: 1, openCommitments: 0 },
  };
  const ofDeals = (deal: DealsSection['open'][number]): Prebuilt<DealsSection> =>
    Prebuilt.of({ open: [deal], counts: { open: 1, won: 2, lost: 3 } }, deal.ownerId);

  beforeAll(async () => {
    gateway = await TestGateway.start();
    reader = await gateway.signIn();
  });
  afterAll(() => gateway.stop());

  beforeEach(() => {
    asked.length = 0;
    gateway
      .service('clients')
      .answer(resolveActor, ({ employeeId, role }) => irina({ employeeId, role }))
      .answer(nameEmployees, ({ ids }) => {
        asked.push(...ids);
        return { data: ids.map((id) => ({ id, name: `Name of ${id}` })) };
      })
      .answer(getClientSection, () => Prebuilt.of(ofClient, client.ownerId));
    gateway.service('deals').answer(getDealsSection, () => ofDeals(deal));
    gateway.service('activities').answer(getActivitiesSection, () => Prebuilt.of(ofActivities, performerId));
  });

  const read = () => gateway.inject({ url: `/api/v1/clients/${client.id}/card`, headers: reader.headers });

  it('joins what the three services say, with the names of those whom it mentions', async () => {
    const reply = await read();
    expect(reply.statusCode).toBe(200);
    const card = reply.json<ClientCard>();
    expect(card).toMatchObject({
      client: { client: { id: client.id } },
      deals: { counts: { open: 1, won: 2, lost: 3 } },
      activities: { planned: [{ performerId }] },
      missing: [],
    });
    const ownerOfDeal = card.deals?.open[0]?.ownerId ?? '';
    expect(card.employees).toEqual(
      Object.fromEntries([client.ownerId, ownerOfDeal, performerId].map((id) => [id, `Name of ${id}`])),
    );
  });

  it('is sent once: who has it already is told that nothing has changed', async () => {
    const first = await read();
    const etag = String(first.headers.etag);
    const again = (tag: string) =>
      gateway.inject({
        url: `/api/v1/clients/${client.id}/card`,
        headers: { ...reader.headers, 'if-none-match': tag },
      });
    const unchanged = await again(etag);
    expect(unchanged).toMatchObject({ statusCode: 304, body: '' });
    expect(unchanged.headers).toMatchObject({ etag, 'cache-control': 'private, no-cache' });
    const another = aDeal({ clientId: client.id });
    gateway.service('deals').answer(getDealsSection, () => ofDeals(another));
    const changed = await again(etag);
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
    expect((await again(`"old", W/${String(changed.headers.etag)}`)).statusCode).toBe(304);
  });

  it('is whole also with a service that has nothing ready and answers as others do', async () => {
    gateway.service('deals').answer(getDealsSection, () => ({ open: [], counts: { open: 0, won: 4, lost: 0 } }));
    const reply = await read();
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(ClientCard.parse(reply.json())).toMatchObject({ deals: { counts: { won: 4 } } });
  });

  it('asks for a name but once a minute, however many cards mention it', async () => {
    const newcomer = newId();
    gateway.service('deals').answer(getDealsSection, () => ofDeals(aDeal({ ownerId: newcomer })));
    await Promise.all(Array.from({ length: 10 }, read));
    await read();
    expect(asked.filter((id) => id === newcomer)).toHaveLength(1);
  });

  it.each(['deals', 'activities'] as const)('is shown without %s when that service fails', async (name) => {
    gateway.service(name).answer(name === 'deals' ? getDealsSection : getActivitiesSection, () => {
      throw new DomainError('internal');
    });
    const reply = await read();
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({ client: { client: { id: client.id } }, [name]: null, missing: [name] });
  });

  it('does not wait for a service that is frozen, and is whole again afterwards', async () => {
    const thaw = Promise.withResolvers<DealsSection>();
    gateway.service('deals').answer(getDealsSection, () => thaw.promise);
    const startedAt = Date.now();
    const reply = await read();
    expect(reply.json()).toMatchObject({ deals: null, missing: ['deals'] });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    thaw.resolve({ open: [], counts: { open: 0, won: 0, lost: 0 } });
    await eventually(async () => expect((await read()).json()).toMatchObject({ missing: [] }));
  });

  it('is shown without a name that cannot be had', async () => {
    const stranger = newId();
    gateway.service('clients').answer(nameEmployees, () => {
      throw new DomainError('internal');
    });
    gateway.service('deals').answer(getDealsSection, () => ofDeals(aDeal({ ownerId: stranger })));
    const reply = await read();
    expect(reply.statusCode).toBe(200);
    expect(reply.json<ClientCard>().employees[stranger]).toBe('');
  });

  it.each([
    { thrown: 'client.not_found', status: 404 },
    { thrown: 'service_unavailable', status: 503 },
  ])('does not exist without the clients service: $thrown', async ({ thrown, status }) => {
    gateway.service('clients').answer(getClientSection, () => {
      throw new DomainError(thrown);
    });
    const reply = await read();
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({ code: thrown });
  });
});
