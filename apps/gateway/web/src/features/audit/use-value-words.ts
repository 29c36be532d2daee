import { useTranslation } from 'react-i18next';

/** Values that have words of their own, by the field that they stand in; others are shown as they are. */
const worded = [
  'cause.token_reused',
  'means.password',
  'means.password-and-code',
  'means.provider',
  'passwordSetBy.invitation',
  'passwordSetBy.operator',
  'passwordSetBy.owner',
  'passwordSetBy.reset',
  'status.active',
  'status.disabled',
  'status.invited',
] as const;
const roles = ['administrator', 'director', 'head', 'manager', 'marketer', 'auditor', 'integration'] as const;

/** The value of a field in the reader's language; undefined for one that has no words. */
export function useValueWords(): (field: string, value: string) => string | undefined {
  const { t } = useTranslation();
  return (field, value) => {
    const role = field === 'role' ? roles.find((one) => one === value) : undefined;
    if (role) return t(`role.${role}`);
    const known = worded.find((one) => one === `${field}.${value}`);
    return known && t(`audit.values.${known}`);
  };
}
