import { useTranslation } from 'react-i18next';
import { AccountRole } from '@crm/contracts';

/** Values that have words of their own, by the field that they stand in; others are shown as they are. */
const worded = [
  'audit.values.cause.token_reused',
  'audit.values.means.password',
  'audit.values.means.password-and-code',
  'audit.values.means.provider',
  'audit.values.means.provider-and-code',
  'audit.values.passwordSetBy.invitation',
  'audit.values.passwordSetBy.operator',
  'audit.values.passwordSetBy.owner',
  'audit.values.passwordSetBy.reset',
  'audit.values.status.active',
  'audit.values.status.disabled',
  'audit.values.status.invited',
] as const;

/** The value of a field in the reader's language; undefined for one that has no words. */
export function useValueWords(): (field: string, value: string) => string | undefined {
  const { t } = useTranslation();
  return (field, value) => {
    const role = field === 'role' ? AccountRole.options.find((one) => one === value) : undefined;
    if (role) return t(`role.${role}`);
    const known = worded.find((one) => one === `audit.values.${field}.${value}`);
    return known && t(known);
  };
}
