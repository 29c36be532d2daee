import '@mantine/dates/styles.css';
import { DatePickerInput } from '@mantine/dates';
import { CalendarLanguage } from './calendar-language.tsx';
import { useField } from './use-field.ts';

interface DayFieldProps {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}

/** A calendar day without a zone. */
export function DayField({ name, label, required = false }: DayFieldProps) {
  const { value, set, error } = useField<string | null>(name);
  return (
    <CalendarLanguage>
      <DatePickerInput
        label={label}
        valueFormat="D MMMM YYYY"
        clearable={!required}
        withAsterisk={required}
        error={error}
        value={value ?? null}
        onChange={set}
      />
    </CalendarLanguage>
  );
}
