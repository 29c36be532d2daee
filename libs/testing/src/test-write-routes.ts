import { Transaction } from '@crm/persistence';
import { compareSections, keepSections } from './kept-sections.ts';
import { sentCommands, type SentCommand } from './sent-commands.ts';
import type { ServiceContext } from './service-context.ts';
import { type RouteOutcome, type WriteRoute, writeInStorm } from './write-route.ts';

interface RoutesOfService {
  readonly routes: readonly WriteRoute[];
  readonly service: ServiceContext;
  stop(): Promise<void>;
}

const LIMIT_MS = 1_800_000;

/** Declares the tests that the write routes of every service have to pass. */
export function testWriteRoutes(start: () => Promise<RoutesOfService>): void {
  describe('every write route', () => {
    let service: ServiceContext;
    let routes: readonly WriteRoute[];
    let stop: () => Promise<void>;
    beforeAll(async () => void ({ service, routes, stop } = await start()));
    afterAll(() => stop());

    const writeOnce = async ({ target, write, effects }: WriteRoute): Promise<number> => {
      const id = await target();
      await service.get(Transaction).run(() => write(id));
      return effects(id);
    };

    it('leaves no section of the card behind that its records do not bear out', () =>
      keepsSectionsRight(service, routes));

    it(
      'loses nothing and does nothing twice while a tenth of the commands of MongoDB fail',
      async () => {
        const outcomes: Record<string, RouteOutcome> = {};
        for (const route of routes) outcomes[route.name] = await writeInStorm(service.connection, route);
        report(outcomes);
        expect(Object.entries(outcomes).filter(([, { lost, doubled }]) => lost + doubled > 0)).toEqual([]);
        expect(Object.entries(outcomes).filter(([, outcome]) => !isMostlyDone(outcome))).toEqual([]);
        expect(Object.values(outcomes).some(({ failures }) => failures > 0)).toBe(true);
      },
      LIMIT_MS,
    );

    it('can be a part of a larger transaction', async () => {
      for (const route of routes) expect({ [route.name]: await writeOnce(route) }).toEqual({ [route.name]: 1 });
    });

    it('is acknowledged by the journals of a majority', async () => {
      for (const { name, target, write } of routes) {
        const id = await target();
        const sent = await sentCommands(service.connection, () => write(id));
        expect({ [name]: sent.filter(decides).length }).not.toEqual({ [name]: 0 });
        expect({ [name]: sent.filter((command) => decides(command) && !isDurable(command)) }).toEqual({ [name]: [] });
      }
    });
  });
}

async function keepsSectionsRight(service: ServiceContext, routes: readonly WriteRoute[]): Promise<void> {
  let compared = 0;
  for (const { name, target, write } of routes) {
    await service.connection.collection('card-sections').deleteMany({});
    const id = await target();
    await keepSections(service);
    await write(id);
    const { count, wrong } = await compareSections(service);
    compared += count;
    expect({ [name]: wrong }).toEqual({ [name]: [] });
  }
  expect(compared).toBeGreaterThan(0);
}

/** Whether what the command writes is stored with it: in a transaction it is the commit that decides. */
const decides = ({ name, command }: SentCommand): boolean =>
  name === 'commitTransaction' ||
  (['insert', 'update', 'delete', 'findAndModify'].includes(name) && command['autocommit'] !== false);

function isDurable({ command: { writeConcern } }: SentCommand): boolean {
  const { w, j }: { w?: unknown; j?: unknown } = writeConcern ?? {};
  return w === 'majority' && j === true;
}

/** What MongoDB asks to be repeated is repeated; only a link that drops at the wrong moment may refuse a command. */
const isMostlyDone = ({ acknowledged, refused }: RouteOutcome): boolean => refused.length <= acknowledged / 10;

/** The figures of a long run are what it is made for. */
function report(outcomes: Readonly<Record<string, RouteOutcome>>): void {
  if (process.env['WRITES_PER_ROUTE'] === undefined) return;
  const rows = Object.entries(outcomes).map(([route, { refused, ...counts }]) => ({
    ...{ route, ...counts },
    refused: refused.length,
  }));
  console.table(rows);
  console.log([...new Set(Object.values(outcomes).flatMap(({ refused }) => refused))].join('\n'));
}
