import { ActionIcon, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WorkingStretch } from '@crm/contracts';
import { useFormat } from '../../lib/use-format.ts';
import { useField } from '../../ui/form/use-field.ts';
import { nextStretch } from './working-week.ts';
import classes from './hours-field.module.css';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When somebody works, day by day; a day with a break has two stretches. */
export function HoursField({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value = [], set, error } = useField<readonly WorkingStretch[]>(name);
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <ul className={classes.days}>
        {weekdays.map((weekday) => {
          const day = format.weekday(`2026-11-${22 + weekday}`);
          return (
            <li key={weekday} className={classes.day}>
              <span className={classes.name}>{day}</span>
              <Stretches day={day} weekday={weekday} all={value} onChange={set} />
              <ActionIcon
                size={36}
                aria-label={t('employee.addHours', { day })}
                onClick={() => set([...value, nextStretch(value, weekday)])}
              >
                <IconPlus size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </Input.Wrapper>
  );
}

interface StretchesProps {
  readonly day: string;
  readonly weekday: number;
  readonly all: readonly WorkingStretch[];
  readonly onChange: (stretches: readonly WorkingStretch[]) => void;
}

function Stretches({ day, weekday, all, onChange }: StretchesProps) {
  const { t } = useTranslation();
  const change = (changed: WorkingStretch, hours: Partial<WorkingStretch>) =>
    onChange(all.map((one) => (one === changed ? { ...one, ...hours } : one)));
  const ofDay = all.filter((one) => one.weekday === weekday);
  if (ofDay.length === 0) return <span className={classes.free}>{t('employee.dayOff')}</span>;
  return (
    <Stack gap={6}>
      {ofDay.map((stretch, index) => (
        <Group key={index} gap={6} wrap="nowrap">
          <TextInput
            type="time"
            flex={1}
            miw={0}
            maw="9rem"
            aria-label={t('employee.hoursFrom', { day })}
            value={stretch.from}
            onChange={(event) => change(stretch, { from: event.currentTarget.value })}
          />
          <span aria-hidden>–</span>
          <TextInput
            type="time"
            flex={1}
            miw={0}
            maw="9rem"
            aria-label={t('employee.hoursTo', { day })}
            value={stretch.to}
            onChange={(event) => change(stretch, { to: event.currentTarget.value })}
          />
          <ActionIcon
            size={36}
            aria-label={t('employee.removeHours', { day })}
            onClick={() => onChange(all.filter((one) => one !== stretch))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}
