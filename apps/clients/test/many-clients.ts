import { ClientRow } from '@crm/contracts';
import { anAdministrator } from '@crm/testing';
import { ClassifierService } from '../src/classifiers/classifier.service.ts';
import { ClientLoadService } from '../src/clients/client-load.service.ts';
import type { ClientsContext } from './clients-context.ts';

const BATCH = 500;
const MANAGERS = 20;

/**
 * Loads clients of many managers: each tenth a person, each third a customer, all with an everyday sector and region but
 * for a few; batches are minutes apart.
 */
export async function loadManyClients(context: ClientsContext, count: number) {
  const managers: Awaited<ReturnType<typeof context.manager>>[] = [];
  for (let n = 0; n < MANAGERS; n += 1) managers.push(await context.manager());
  const rows = Array.from({ length: count }, (_, n) => rowOf(n, managers[(n * 7) % MANAGERS]!.id));
  const sortNames = new Map<string, string>();
  for (let start = 0; start < count; start += BATCH) {
    context.clock.advance(60_000);
    const loaded = await context
      .get(ClientLoadService)
      .load(anAdministrator(), { rows: rows.slice(start, start + BATCH) });
    loaded.rows.forEach(({ id }, index) => sortNames.set(id, rows[start + index]!.name.toLowerCase()));
  }
  const [parentId] = sortNames.keys();
  return {
    managers,
    departmentIds: managers.map(({ departmentId }) => departmentId),
    sortNames,
    parentId: parentId!,
    sectorId: await valueId(context, 'sector', 'retail'),
    rareSectorId: await valueId(context, 'sector', 'employment'),
    rareRegionId: await valueId(context, 'region', 'mc'),
  };
}

function rowOf(n: number, ownerId: string): ClientRow {
  const isPerson = n % 10 === 9;
  return ClientRow.parse({
    externalId: `many-${n}`,
    kind: isPerson ? 'person' : 'organisation',
    name: `Company clientname${(n * 7919) % 100_000}`,
    lifecycleStatus: n % 3 === 0 ? 'customer' : 'prospect',
    ownerId,
    sectorCode: n % 100 === 50 ? 'employment' : 'retail',
    regionCode: n % 100 === 51 ? 'mc' : 'ru',
    parentExternalId: n > 0 && n % 100 === 0 ? 'many-0' : null,
  });
}

async function valueId(context: ClientsContext, classifier: 'sector' | 'region', code: string): Promise<string> {
  const { data } = await context.get(ClassifierService).list({ classifier });
  return data.find((value) => value.code === code)!.id;
}
