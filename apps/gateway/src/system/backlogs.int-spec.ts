import { listActivitiesBacklogs, listClientsBacklogs, listDealsBacklogs } from '@crm/contracts';
import { TestGateway } from '../../test/test-gateway.ts';
import { BacklogsController } from './backlogs.controller.ts';

const letters = { list: 'letters', oldestAgeSeconds: 1200, limitSeconds: 900, late: true };
const handOvers = { list: 'hand-overs', oldestAgeSeconds: null, limitSeconds: 180, late: false };

describe(BacklogsController, () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    gateway.service('clients').answer(listClientsBacklogs, () => ({ data: [handOvers], deadLetters: 3 }));
    gateway.service('deals').answer(listDealsBacklogs, () => ({ data: [], deadLetters: 0 }));
    gateway.service('activities').answer(listActivitiesBacklogs, () => ({ data: [letters] }));
  });
  afterAll(() => gateway.stop());

  const ask = async (role: 'administrator' | 'director') => {
    const { headers } = await gateway.signIn(role);
    return gateway.inject({ method: 'GET', url: '/api/v1/system/backlogs', headers });
  };

  it('shows administrators the lists of all programs, its own among them', async () => {
    const reply = await ask('administrator');
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({
      data: expect.arrayContaining([
        { program: 'activities', ...letters },
        { program: 'clients', ...handOvers },
        { program: 'gateway', list: 'imports', oldestAgeSeconds: null, limitSeconds: 120, late: false },
      ]),
      unreachable: [],
      deadLetters: expect.anything(),
    });
  });

  it('shows what each service has given up; a service of a version that does not tell it is not said to have none', async () => {
    expect((await ask('administrator')).json()).toMatchObject({
      deadLetters: [
        { program: 'clients', count: 3 },
        { program: 'deals', count: 0 },
        { program: 'activities', count: null },
      ],
    });
  });

  it('shows them to nobody else', async () => {
    const reply = await ask('director');
    expect(reply.statusCode).toBe(403);
    expect(reply.json()).toMatchObject({ code: 'forbidden' });
  });

  it('names the services that do not answer, and shows the others', async () => {
    await gateway.service('deals').stop();
    const reply = await ask('administrator');
    expect(reply.json()).toMatchObject({
      data: expect.arrayContaining([{ program: 'activities', ...letters }]),
      unreachable: ['deals'],
      deadLetters: expect.arrayContaining([{ program: 'deals', count: null }]),
    });
  });
});
