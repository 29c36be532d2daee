import { useTranslation } from 'react-i18next';

/** Fields that have words of their own; others are shown as programs know them. */
const worded = [
  'action',
  'address',
  'affiliations',
  'amount',
  'archived',
  'at',
  'birthday',
  'capacity',
  'cause',
  'clientId',
  'closed',
  'closedAt',
  'code',
  'completedAt',
  'content',
  'dealId',
  'departmentId',
  'dueOn',
  'email',
  'emails',
  'employeeId',
  'entries',
  'expectedCloseOn',
  'expiresAt',
  'from',
  'grants',
  'headId',
  'identityIssuer',
  'identitySubject',
  'invitedAt',
  'key',
  'keys',
  'kind',
  'kindId',
  'lifecycleStatus',
  'lostComment',
  'lostReasonId',
  'means',
  'name',
  'note',
  'organisation',
  'ownerId',
  'parentId',
  'passwordKnown',
  'passwordSetAt',
  'passwordSetBy',
  'performerId',
  'permissions',
  'person',
  'personId',
  'phones',
  'plannedAt',
  'position',
  'positionId',
  'price',
  'productId',
  'purposeId',
  'rank',
  'reason',
  'record',
  'recordId',
  'regionId',
  'reminder',
  'request',
  'resultComment',
  'resultId',
  'role',
  'scopes',
  'secondFactorRequired',
  'sectorId',
  'session',
  'sessions',
  'skills',
  'sourceId',
  'stageId',
  'status',
  'subject',
  'substitutes',
  'team',
  'text',
  'timeZone',
  'title',
  'to',
  'type',
  'website',
  'whole',
  'workingHours',
] as const;

type Worded = (typeof worded)[number];

const isWorded = (name: string): name is Worded => worded.some((one) => one === name);

/** Fields within fields with words of their own. */
const inner: Readonly<Record<string, Worded>> = {
  'identity.issuer': 'identityIssuer',
  'identity.subject': 'identitySubject',
};

/** The name of a field in the reader's language; of a field within a field that of the outer one with its own. */
export function useFieldWords(): (field: string) => string {
  const { t } = useTranslation();
  return (field) => {
    const own = inner[field];
    if (own) return t(`audit.fields.${own}`);
    const [outer = field, ...rest] = field.split('.');
    const words = isWorded(outer) ? t(`audit.fields.${outer}`) : outer;
    return rest.length === 0 ? words : `${words}: ${rest.join('.')}`;
  };
}
