import { newId } from '@crm/persistence';
import { aManager, anAdministrator } from '@crm/testing';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { ProductService } from './product.service.ts';

let context: DealsContext;
let products: ProductService;
beforeAll(async () => {
  context = await startDealsContext();
  products = context.get(ProductService);
});
afterAll(() => context.stop());

const row = (name: string) => ({
  externalId: newId(),
  name,
  series: 'GTX',
  price: { amount: '550.5', currency: 'USD' },
});

describe('products', () => {
  it('are loaded once, however often they arrive', async () => {
    const rows = [row('GTX Pro'), row('GTX Basic')];
    const first = await products.load(anAdministrator(), { rows });
    const again = await products.load(anAdministrator(), { rows });
    expect(first.rows.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(again.rows).toEqual(first.rows.map((outcome) => ({ ...outcome, outcome: 'kept' })));
  });

  it('are listed by name, page by page', async () => {
    const first = await products.list({ limit: 1, count: true });
    const second = await products.list({ limit: 1, cursor: first.page.nextCursor! });
    expect(first.total).toBe(2);
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(['GTX Basic', 'GTX Pro']);
    expect(first.data[0]).toMatchObject({ series: 'GTX', price: { amount: '550.5', currency: 'USD' } });
    expect(second.page).toEqual({ hasMore: false, nextCursor: null });
  });

  it('are not for managers to load', async () => {
    await expect(products.load(aManager(), { rows: [row('MG')] })).rejects.toThrow('forbidden');
  });
});
