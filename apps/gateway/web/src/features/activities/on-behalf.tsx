import { useTranslation } from 'react-i18next';
import type { MadeOnBehalf } from '@crm/contracts';
import { useEmployeeName } from '../../api/names.ts';
import { shortName } from '../../lib/person-names.ts';

interface OnBehalfProps extends MadeOnBehalf {
  readonly nameOf: (employeeId: string) => string | undefined;
}

/** Who did it in whose place, once both names are known. */
export function OnBehalf({ substituteId, absentId, nameOf }: OnBehalfProps) {
  const { t } = useTranslation();
  const known = { substitute: nameOf(substituteId), absent: nameOf(absentId) };
  const substitute = useEmployeeName(known.substitute === undefined ? substituteId : null) ?? known.substitute;
  const absent = useEmployeeName(known.absent === undefined ? absentId : null) ?? known.absent;
  if (substitute === undefined || absent === undefined) return null;
  return <span>{t('substitution.did', { substitute: shortName(substitute), absent: shortName(absent) })}</span>;
}
