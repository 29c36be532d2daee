import type { DealRow } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { anAdministrator } from '@crm/testing';
import { DealLoadService } from '../src/deals/deal-load.service.ts';
import { ProductService } from '../src/products/product.service.ts';
import { aDealRow, aLostRow, aWonRow } from './deal-rows.ts';
import type { DealsContext } from './deals-context.ts';

const BATCH = 100;
const many = (n: number): string[] => Array.from({ length: n }, newId);

/** People, departments and clients that many deals are spread over. */
export const crowd = { owners: many(40), departments: many(8), clients: many(200) };

/** Owners 0, 8, 16 ... work in department 0, and so on. */
export const departmentOf = (owner: number): string => crowd.departments[owner % 8]!;

/** Loads deals of every kind: half won, a fifth lost, each tenth without a client; batches are minutes apart. */
export async function loadManyDeals(context: DealsContext, count: number): Promise<readonly DealRow[]> {
  const productIds = await loadProducts(context);
  const rows = Array.from({ length: count }, (_, n) => rowOf(n, productIds));
  for (let start = 0; start < count; start += BATCH) {
    context.clock.set(new Date(Date.UTC(2026, 9, 1) + start * 1000).toISOString());
    await context.get(DealLoadService).load(anAdministrator(), { rows: rows.slice(start, start + BATCH) });
  }
  return rows;
}

async function loadProducts(context: DealsContext): Promise<string[]> {
  const price = { amount: '1', currency: 'RUB' };
  const rows = many(10).map((externalId) => ({ externalId, name: externalId, series: null, price }));
  const loaded = await context.get(ProductService).load(anAdministrator(), { rows });
  return loaded.rows.map(({ id }) => id);
}

function rowOf(n: number, productIds: readonly string[]): DealRow {
  const owner = (n * 7 + Math.floor(n / 40)) % 40;
  const day = String(1 + (n % 28)).padStart(2, '0');
  const given: Partial<DealRow> = {
    ownerId: crowd.owners[owner]!,
    departmentId: departmentOf(owner),
    clientId: n % 10 === 3 ? null : crowd.clients[(n * 13) % 200]!,
    productId: productIds[n % 10]!,
    amount: { amount: n % 2 ? '0.1' : '0.2', currency: n % 5 ? 'RUB' : 'USD' },
    expectedCloseOn: n % 4 ? `2026-12-${day}` : null,
  };
  const kind = Math.floor(n / 3) % 10;
  if (kind < 5) return aWonRow({ ...given, closedAt: `2026-${n % 2 ? '09' : '10'}-${day}T10:00:00.000Z` });
  if (kind < 7) return aLostRow({ ...given, closedAt: `2026-08-${day}T10:00:00.000Z` });
  return aDealRow({ ...given, stageCode: n % 2 ? 'request' : 'offer' });
}
