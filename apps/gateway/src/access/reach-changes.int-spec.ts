import { currentActor, rightsInTheBeginning } from '@crm/access';
import { type Actor, listActivities, listDeals, reachChannel, resolveActor, type RpcOutput } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { RedisPublisher } from '@crm/redis';
import { aStandIn, eventually } from '@crm/testing';
import { departmentId, irina, type SignedIn, TestGateway } from '../../test/test-gateway.ts';

type Reach = Partial<RpcOutput<typeof resolveActor>>;

const nothing = { data: [], page: { nextCursor: null, hasMore: false } };
const [east, west] = [newId(), newId()];
const { manager } = rightsInTheBeginning;
const absent = aStandIn(newId());

/** What a change of staff, of a role or of an absence changes in what somebody reaches, before and after it. */
const changes: readonly [string, { readonly before: Reach; readonly after: Reach }][] = [
  ['a department is moved below him', { before: { departmentIds: [east] }, after: { departmentIds: [east, west] } }],
  ['a department is moved away', { before: { departmentIds: [east, west] }, after: { departmentIds: [east] } }],
  [
    'his role sees more',
    {
      before: { scopes: { ...manager.scopes } },
      after: { scopes: { ...manager.scopes, deal: { read: 'all', change: 'own' } } },
    },
  ],
  [
    'his role sees less',
    {
      before: { scopes: { ...manager.scopes, deal: { read: 'all', change: 'own' } } },
      after: { scopes: { ...manager.scopes } },
    },
  ],
  ['he works in another department', { before: { departmentId }, after: { departmentId: west } }],
  ['he stands in for somebody', { before: { standsInFor: [] }, after: { standsInFor: [absent] } }],
  ['he does so no more', { before: { standsInFor: [absent] }, after: { standsInFor: [] } }],
];

describe('what somebody reaches', () => {
  let gateway: TestGateway;
  let redis: RedisPublisher;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    redis = gateway.app.get(RedisPublisher, { strict: false });
  });
  afterAll(() => gateway.stop());

  const say = (reach: Reach): void => {
    gateway.service('clients').answer(resolveActor, ({ employeeId }) => irina({ employeeId, ...reach }));
  };
  const reachOf = ({ departmentIds, scopes, departmentId: place, standsInFor }: Actor): Reach => ({
    departmentIds: [...departmentIds],
    scopes,
    departmentId: place,
    standsInFor: [...standsInFor],
  });
  /** As whom the services are asked. */
  async function askedAs({ headers }: SignedIn): Promise<Reach[]> {
    const asked: Reach[] = [];
    const told = () => {
      asked.push(reachOf(currentActor()));
      return nothing;
    };
    gateway.service('deals').answer(listDeals, told);
    gateway.service('activities').answer(listActivities, told);
    for (const url of ['/api/v1/deals', '/api/v1/activities']) {
      expect((await gateway.inject({ url, headers })).statusCode).toBe(200);
    }
    return asked;
  }

  it.each(changes)(
    'is as before until it is told, and then as the change says: %s',
    async (_what, { before, after }) => {
      say(before);
      const user = await gateway.signIn();
      const [first, second] = await askedAs(user);
      expect([first, second]).toMatchObject([before, before]);
      say(after);
      // The clients service has changed and the gateway has not heard of it: nobody sees more, and nobody a part of each.
      expect(await askedAs(user)).toEqual([first, second]);
      await redis.publish(reachChannel, {});
      await eventually(async () => expect(await askedAs(user)).toMatchObject([after, after]));
    },
  );
});
