import { Input, MultiSelect, SegmentedControl, Select, Switch } from '@mantine/core';
import type { Choice } from '../../api/classifiers.ts';
import { useField } from './use-field.ts';

export interface ChoiceFieldProps {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly placeholder?: string;
  readonly required?: boolean;
}

/** One of many, found by typing. */
export function SelectField({ name, label, choices, placeholder, required = false }: ChoiceFieldProps) {
  const { value, set, input, error } = useField<string | null>(name);
  return (
    <Select
      {...input}
      label={label}
      placeholder={placeholder ?? ''}
      data={[...choices]}
      value={value ?? null}
      onChange={set}
      error={error}
      withAsterisk={required}
      searchable={choices.length > 7}
      clearable={!required}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

/** Some of several. */
export function ManyField({ name, label, choices, required = false }: ChoiceFieldProps) {
  const { value, set, input, error } = useField<string[]>(name);
  return (
    <MultiSelect
      {...input}
      label={label}
      data={[...choices]}
      value={value ?? []}
      onChange={set}
      error={error}
      withAsterisk={required}
    />
  );
}

/** One of two or three states of equal weight. */
export function SegmentsField({ name, label, choices }: ChoiceFieldProps) {
  const { value, set } = useField<string>(name);
  return (
    <Input.Wrapper label={label} labelElement="div">
      <SegmentedControl
        fullWidth
        mt={6}
        aria-label={label}
        data={choices.map((choice) => ({ ...choice }))}
        value={value ?? ''}
        onChange={set}
      />
    </Input.Wrapper>
  );
}

export function SwitchField({ name, label }: { readonly name: string; readonly label: string }) {
  const { value, set, input } = useField<boolean>(name);
  return (
    <Switch {...input} label={label} checked={value ?? false} onChange={(event) => set(event.currentTarget.checked)} />
  );
}
