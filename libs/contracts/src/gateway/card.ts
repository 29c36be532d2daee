import { z } from 'zod';
import { ActivitiesSection } from '../activities/rpc.ts';
import { ClientSection } from '../clients/rpc.ts';
import { DealsSection } from '../deals/rpc.ts';
import { Id } from '../primitives.ts';

/** The sections of a card that may be missing while the rest is shown. */
export const CardSectionName = z.enum(['deals', 'activities']).meta({ id: 'CardSectionName' });

/**
 * All about one client on one page. A section that did not come within its deadline is null and named in `missing`;
 * without the clients service there is no card, since that service decides who may see it.
 */
export const ClientCard = z
  .strictObject({
    client: ClientSection,
    deals: DealsSection.nullable(),
    activities: ActivitiesSection.nullable(),
    employees: z.record(Id, z.string()).describe('Names of the employees whom the card mentions, by id'),
    missing: z.array(CardSectionName),
  })
  .meta({ id: 'ClientCard' });
export type ClientCard = z.output<typeof ClientCard>;
