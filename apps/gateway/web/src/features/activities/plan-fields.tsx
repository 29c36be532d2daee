import { Select, SimpleGrid } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField, SwitchField } from '../../ui/form/choice-fields.tsx';
import { MomentField } from '../../ui/form/moment-field.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import { useField } from '../../ui/form/use-field.ts';
import { NO_REMINDER, TASK, textOf } from './plan-values.ts';
import { usePlanContext } from './use-plan-context.ts';
import { useSuggestions } from './use-suggestions.ts';

/** What every plan says beside its kind. `prefix` is where the plan stands in the form, such as `next.`. */
export function PlanFields({ prefix = '' }: { readonly prefix?: string }) {
  const { t } = useTranslation();
  const { purposes, subjectOf } = usePlanContext();
  const suggestions = useSuggestions();
  const kindId: unknown = useWatch({ name: `${prefix}kindId` });
  const purposeId: unknown = useWatch({ name: `${prefix}purposeId` });
  return (
    <>
      <MomentField name={`${prefix}plannedAt`} label={t('activity.when')} suggestions={suggestions} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <SelectField
          name={`${prefix}purposeId`}
          label={t('activity.purpose')}
          choices={purposes}
          placeholder={t('field.optional')}
        />
        <ReminderField name={`${prefix}remindBefore`} />
      </SimpleGrid>
      <TextField
        name={`${prefix}subject`}
        label={t('activity.subject')}
        placeholder={subjectOf(textOf(kindId), textOf(purposeId)) ?? ''}
      />
      {kindId === TASK && <SwitchField name={`${prefix}private`} label={t('activity.private')} />}
    </>
  );
}

function ReminderField({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const { value, set } = useField<string>(name);
  const choices = [
    { value: NO_REMINDER, label: t('reminder.none') },
    { value: '0', label: t('reminder.atTime') },
    { value: '10', label: t('reminder.minutes', { count: 10 }) },
    { value: '30', label: t('reminder.minutes', { count: 30 }) },
    { value: '60', label: t('reminder.hour') },
    { value: '1440', label: t('reminder.day') },
  ];
  return (
    <Select
      label={t('reminder.title')}
      data={choices}
      allowDeselect={false}
      value={value ?? NO_REMINDER}
      onChange={(chosen) => chosen !== null && set(chosen)}
    />
  );
}
