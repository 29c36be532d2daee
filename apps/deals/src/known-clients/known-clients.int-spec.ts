import type { ClientFact } from '@crm/contracts';
import { newId, Transaction } from '@crm/persistence';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { KnownClientRepository } from './known-client.repository.ts';
import { KnownClientService } from './known-client.service.ts';

let context: DealsContext;
let clients: KnownClientService;
beforeAll(async () => {
  context = await startDealsContext();
  clients = context.get(KnownClientService);
});
afterAll(() => context.stop());

const aClient = (given: Partial<ClientFact> = {}): ClientFact => ({
  id: newId(),
  version: 1,
  kind: 'organisation',
  name: 'Palm',
  lifecycleStatus: 'prospect',
  parentId: null,
  ownerId: newId(),
  departmentId: newId(),
  readers: [],
  ...given,
});
/** What a batch of events does. */
const hear = (...told: ClientFact[]) =>
  context.get(Transaction).run(async () => told.forEach((client) => clients.remember(client)));

describe('a client that the clients service has told of', () => {
  it('is within reach of his owner, of the head of the department, and of who sees all', async () => {
    const client = aClient();
    await hear(client);
    const head = aHead({ departmentIds: [newId(), client.departmentId] });
    for (const actor of [aManager({ employeeId: client.ownerId }), head, anAdministrator()]) {
      await expect(clients.requireReach(actor, client.id)).resolves.toBeUndefined();
    }
  });

  it('is not found by anybody else', async () => {
    const client = aClient();
    await hear(client);
    for (const actor of [aManager(), aHead()]) {
      await expect(clients.requireReach(actor, client.id)).rejects.toMatchObject({ code: 'client.not_found' });
    }
  });

  it('moves with his owner, whatever the order in which the events of one batch or of several come', async () => {
    const client = aClient();
    const [second, third] = [newId(), newId()];
    await hear(client, { ...client, version: 3, ownerId: third });
    await hear({ ...client, version: 2, ownerId: second });
    await expect(clients.requireReach(aManager({ employeeId: third }), client.id)).resolves.toBeUndefined();
    await expect(clients.requireReach(aManager({ employeeId: second }), client.id)).rejects.toThrow('client.not_found');
  });
});

it('lets a client pass of whom nobody has told yet: the gateway asks his service', async () => {
  await expect(clients.requireReach(aManager(), newId())).resolves.toBeUndefined();
});

it('forgets in a rebuild whom the clients service does not know any more', async () => {
  const [kept, gone] = [aClient(), aClient()];
  await hear(kept, gone);
  const projection = context.get(KnownClientRepository);
  await projection.apply('client', [kept], 1);
  while ((await projection.removeOlder(1, 1)) > 0);
  await expect(clients.requireReach(aManager(), kept.id)).rejects.toThrow('client.not_found');
  await expect(clients.requireReach(aManager(), gone.id)).resolves.toBeUndefined();
});
