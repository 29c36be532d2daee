import type { Survey } from '../surveying/survey.ts';
import { staffMessages } from './staff-rows.ts';
import type { Part } from './tally.ts';

/** How many records the set will make of each kind. */
export function totalsOf({ team, products, accounts, pipeline }: Survey): Record<Part, number> {
  const staff = staffMessages(team);
  const distinct = (rows: readonly { readonly externalId: string }[]): number =>
    new Set(rows.map(({ externalId }) => externalId)).size;
  return {
    departments: distinct(staff.flatMap(({ departments }) => departments)),
    employees: distinct(staff.flatMap(({ employees }) => employees)),
    products: products.size,
    clients: accounts.depths.size,
    deals: pipeline.rows,
  };
}
