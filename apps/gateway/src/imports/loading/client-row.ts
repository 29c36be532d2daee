import type { loadClients, RpcRequest } from '@crm/contracts';
import type { AccountRow } from '../reading/source-rows.ts';
import { ownerOf } from '../surveying/pipeline.ts';
import type { Survey } from '../surveying/survey.ts';
import { externalKey } from './external-key.ts';
import type { StaffIds } from './staff-ids.ts';

export type ClientRow = RpcRequest<typeof loadClients>['rows'][number];

const clientKey = (account: string): string => externalKey('account', account);

/**
 * An account as a client. Its owner is the agent with the most opportunities of it (see `ownerOf`); it is a customer
 * once an opportunity was won.
 */
export function clientRow(row: AccountRow, survey: Survey, staff: StaffIds): ClientRow {
  const deals = survey.pipeline.accounts.get(row.account);
  const parent = survey.accounts.parents.get(row.account);
  const { sectors, regions } = survey.classifiers;
  return {
    externalId: clientKey(row.account),
    kind: 'organisation',
    name: row.account,
    lifecycleStatus: deals?.hasWon ? 'customer' : 'prospect',
    ownerId: staff.of(deals ? ownerOf(deals) : null).employeeId,
    parentExternalId: parent === undefined ? null : clientKey(parent),
    sectorCode: sectors.codeOf(row.sector),
    regionCode: regions.codeOf(row.country),
    organisation: {
      ...(row.foundedIn !== null && { foundedIn: row.foundedIn }),
      ...(row.employees !== null && { employeeCount: row.employees }),
      ...(row.revenueMillions !== null && { annualRevenueMillions: row.revenueMillions }),
    },
  };
}
