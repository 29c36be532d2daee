import '@mantine/dates/styles.css';
import { Button, Group, Input, Stack } from '@mantine/core';
import { DatePickerInput, TimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { momentOf, wallClockOf } from '../../lib/zoned-time.ts';
import { useFormat } from '../../lib/use-format.ts';
import { CalendarLanguage } from './calendar-language.tsx';
import { useField } from './use-field.ts';

export interface MomentSuggestion {
  readonly label: string;
  readonly moment: string;
}

interface MomentFieldProps {
  /** The field that holds a moment in UTC; hours are shown and set in the zone of the reader. */
  readonly name: string;
  readonly label: string;
  readonly suggestions?: readonly MomentSuggestion[];
  readonly latest?: string;
}

export function MomentField({ name, label, suggestions = [], latest }: MomentFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, set, error } = useField<string>(name);
  const [day = '', time = ''] = value ? wallClockOf(value, format.zone).split('T') : [];
  const choose = (wallClock: string) => set(momentOf(wallClock, format.zone));
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <Stack gap={8} mt={6} mb={error === undefined ? 0 : 6}>
        {suggestions.length > 0 && (
          <Group gap={6}>
            {suggestions.map((suggestion) => (
              <Button
                key={suggestion.label}
                size="compact-md"
                fz="sm"
                fw={500}
                variant={suggestion.moment === value ? 'filled' : 'default'}
                aria-pressed={suggestion.moment === value}
                onClick={() => set(suggestion.moment)}
              >
                {suggestion.label}
              </Button>
            ))}
          </Group>
        )}
        <CalendarLanguage>
          <Group gap={8} wrap="nowrap">
            <DatePickerInput
              flex={1}
              aria-label={day === '' ? t('field.date') : t('field.dateIs', { day: format.fullDay(day) })}
              placeholder={t('field.date')}
              valueFormat="D MMMM YYYY"
              value={day === '' ? null : day}
              {...(latest !== undefined && { maxDate: latest })}
              onChange={(chosen) => chosen !== null && choose(`${chosen}T${time === '' ? '10:00' : time}`)}
            />
            <TimePicker
              w={118}
              aria-label={t('field.time')}
              hoursInputLabel={t('field.hours')}
              minutesInputLabel={t('field.minutes')}
              value={time}
              onChange={(chosen) =>
                chosen !== '' && choose(`${day === '' ? format.today() : day}T${chosen.slice(0, 5)}`)
              }
            />
          </Group>
        </CalendarLanguage>
      </Stack>
    </Input.Wrapper>
  );
}
