import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Whose } from '@crm/contracts';
import { substitutionsQuery } from '../../api/absences.ts';

const choices = ['mine-and-substituted', 'mine', 'substituted'] as const satisfies readonly Whose[];

interface WhoseChoiceProps {
  readonly value: Whose;
  readonly onChange: (whose: Whose) => void;
}

/** Whose work is shown. Nothing to choose for those who act for nobody. */
export function WhoseChoice({ value, onChange }: WhoseChoiceProps) {
  const { t } = useTranslation();
  const { data: substitutions = [] } = useQuery(substitutionsQuery);
  if (substitutions.length === 0) return null;
  return (
    <SegmentedControl
      mb="md"
      aria-label={t('substitution.whose')}
      data={choices.map((whose) => ({ value: whose, label: t(`substitution.choices.${whose}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
