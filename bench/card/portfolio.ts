import type { RpcRequest, loadActivities, loadClients, loadContactPersons, loadDeals, loadStaff } from '@crm/contracts';
import type { Colleague } from '../loading/colleagues.ts';
import { BATCH } from '../loading/in-batches.ts';

/** Rows of the bulk commands for a portfolio of any size. The same number always gives the same row. */

type ClientRow = RpcRequest<typeof loadClients>['rows'][number];
type ContactPersonRow = RpcRequest<typeof loadContactPersons>['rows'][number];
type DealRow = RpcRequest<typeof loadDeals>['rows'][number];
type ActivityRow = RpcRequest<typeof loadActivities>['rows'][number];

/** Leads the department above all others: he reads every client because of where its owner works, not because he reads all. */
export const READER = 'head@card.example';

const DEPARTMENTS = 20;
const EMPLOYEES = 300;
const DAY = 86_400_000;
/** Where the portfolio ends; the past lies before it and plans lie after. */
const TODAY = Date.UTC(2026, 10, 1, 9);

/** A well-mixed number for an index: neighbours get unrelated values. */
function mixed(index: number, salt: number): number {
  let value = Math.imul(index + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}

const pick = (index: number, salt: number, below: number): number => mixed(index, salt) % below;

/** A number below another, always the same one for an index. */
export const numberBelow = (below: number, index: number, salt: number): number => pick(index, salt, below);

/** One of a list, always the same one for a number. */
export function oneOf<Item>(items: readonly Item[], index: number, salt: number): Item {
  const item = items[pick(index, salt, items.length)];
  if (item === undefined) throw new Error('There is nothing to choose from');
  return item;
}

const moment = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const staff: RpcRequest<typeof loadStaff> = {
  departments: Array.from({ length: DEPARTMENTS }, (_, index) => ({
    externalId: `bench-department-${index}`,
    name: `Department ${index}`,
    parentExternalId: index === 0 ? null : 'bench-department-0',
    headExternalId: index === 0 ? 'bench-employee-0' : null,
  })),
  employees: Array.from({ length: EMPLOYEES }, (_, index) => ({
    externalId: `bench-employee-${index}`,
    name: `Employee ${index}`,
    ...(index === 0 && { email: READER }),
    departmentExternalId: `bench-department-${index % DEPARTMENTS}`,
  })),
};

const REGIONS = ['North', 'South', 'East', 'West'];

/** A tenth of the companies belong to one of the first of their batch, which is loaded with them or before. */
function parentOf(index: number): string | null {
  const place = index % BATCH;
  if (place < 100 || pick(index, 8, 10) > 0) return null;
  return `bench-client-${index - place + pick(index, 9, 100)}`;
}

export const clientRow = (index: number, owner: Colleague): ClientRow => ({
  externalId: `bench-client-${index}`,
  kind: 'organisation',
  name: `Company ${index} ${oneOf(REGIONS, index, 1)} Trading`,
  lifecycleStatus: pick(index, 2, 3) === 0 ? 'customer' : 'prospect',
  phones: [`+7 495 ${String(pick(index, 3, 9_000_000) + 1_000_000)}`],
  emails: [`office${index}@example.com`],
  address: `Street ${pick(index, 4, 500)}, ${pick(index, 5, 200)}`,
  organisation: { foundedIn: 1950 + pick(index, 6, 70), employeeCount: pick(index, 7, 5_000) },
  parentExternalId: parentOf(index),
  ownerId: owner.id,
});

export const contactPersonRow = (index: number, clientIndex: number): ContactPersonRow => ({
  externalId: `bench-person-${index}`,
  name: `Person ${index} Surname${pick(index, 10, 5_000)}`,
  phones: [`+7 916 ${String(pick(index, 11, 9_000_000) + 1_000_000)}`],
  emails: [`person${index}@example.com`],
  affiliations: [{ clientExternalId: `bench-client-${clientIndex}`, position: 'Buyer', isPrimary: index % 2 === 0 }],
});

const STAGES = ['request', 'qualification', 'presentation', 'offer', 'won', 'lost'];

interface Place {
  readonly clientId: string;
  readonly employee: Colleague;
}

export function dealRow(index: number, { clientId, employee }: Place): DealRow {
  const stageCode = oneOf(STAGES, index, 12);
  const closed = stageCode === 'won' || stageCode === 'lost';
  const opened = TODAY - pick(index, 13, 700) * DAY;
  const closedAt = closed ? moment(Math.min(TODAY, opened + pick(index, 14, 90) * DAY)) : null;
  return {
    externalId: `bench-deal-${index}`,
    title: `Deal ${index}`,
    clientId,
    ownerId: employee.id,
    departmentId: employee.departmentId,
    productId: null,
    amount: { amount: String(pick(index, 15, 1_000_000)), currency: 'RUB' },
    pipelineCode: 'sales',
    stageCode,
    stageHistory: [{ stageCode, enteredAt: closedAt ?? moment(opened) }],
    openedOn: moment(opened).slice(0, 10),
    closedAt,
    expectedCloseOn: moment(TODAY + pick(index, 16, 120) * DAY).slice(0, 10),
    lostReasonCode: stageCode === 'lost' ? 'price' : null,
    note: null,
  };
}

const KINDS = ['call', 'meeting', 'e-mail', 'visit'];
const PURPOSES = ['first-talks', 'presentation', 'offer-approval', 'after-sales'];

export function activityRow(index: number, { clientId, employee }: Place): ActivityRow {
  const planned = pick(index, 17, 5) === 0;
  const at = moment(TODAY + (planned ? 1 : -1) * (1 + pick(index, 18, planned ? 90 : 700)) * DAY);
  return {
    externalId: `bench-activity-${index}`,
    type: 'interaction',
    status: planned ? 'planned' : 'completed',
    subject: `Talk ${index} about the supply`,
    content: 'They asked for the terms of delivery and for a discount on a yearly contract.',
    kindCode: oneOf(KINDS, index, 19),
    purposeCode: oneOf(PURPOSES, index, 20),
    resultCode: planned ? null : 'agreed',
    clientId,
    performerId: employee.id,
    departmentId: employee.departmentId,
    plannedAt: planned ? at : null,
    completedAt: planned ? null : at,
  };
}
